"""The words of Merit that show.py prints, in both languages, and Chinese names for ours."""

ZH = dict(
    line.split("=")
    for line in """
subject=主体;every event=所有事件;any event=任何事件;event=事件;period=周期;section=分项;rule=规则
table=对照表;let=参数;selection=择计;score=得分;rank=排名;grade=等次;end=结束;one of=取值;yes or no=是否
default=默认;optional=可空;on roster=在册;from=自;until=止于;each=每;base=基础;floor=保底;cap=封顶
when=当;missing=缺;where=其中;unless=除非;for=适用;charge=记于;every level of=各级;others of same=其余同
deduct=扣;add=加;set=置;to=至;clear=清零;restart=重计;treat as=视为;void=免计;notice=提醒;withhold=扣发
hold=限定;next=下;reaching=累计达;every=每满;beyond=超过;run of=连续;by occurrence=按次;shared by=均分于
of=属;in=在;last=最近;previous=上;by=按;then by=再按;best=最高;worst=最低;heaviest=最重;all but=除去
within=分组;among=限于;ties=并列;share=同名次;dense=紧排;out=皆出;ties in=并列 皆入;lowest first=升序;top=前
minimum=最少;rounded=取整;half up=四舍五入;half even=四舍六入;up=向上;down=向下;keeping total=保总额
otherwise=其他;if=若;then=则;else=否则;and=且;or=或;not=非;is=为;is not=不为;is one of=属于;is known=有值
at least=至少;at most=至多;above=高于;below=低于;between=介于;as decided=酌定;total=合计;count=计数
average=平均;median=中位;lowest=最小;highest=最大;share of=占比;countback=名次比;all sections=各分项;head to head of=相互战绩;head to head again=重比相互战绩
across=同;under=下属;pro rata=按在册;yes=是;no=否;given=已知;expect=应得;test=测试;fired=触发;not fired=未触发
""".replace(
        "\n", ";"
    ).split(
        ";"
    )
    if line
)
AGGREGATES = {
    "total": ("total of", "合计"),
    "count": ("count of", "计数"),
    "average": ("average of", "平均"),
    "median": ("median of", "中位"),
    "lowest": ("lowest of", "最小"),
    "highest": ("highest of", "最大"),
    "share": ("share of", "占比"),
    "countback": ("countback of", "名次比"),
}
UNITS = {
    "points": ("points", "分"),
    "yuan": ("yuan", "元"),
    "yuan/point": ("yuan/point", "元/分"),
    "times": ("times", "次"),
    "days": ("days", "天"),
    "minutes": ("minutes", "分钟"),
    "weeks": ("weeks", "周"),
    "hours": ("hours", "小时"),
    "months": ("months", "个月"),
    "years": ("years", "年"),
}
TYPES = {
    "points": "分值",
    "yuan": "元",
    "number": "数",
    "percent": "百分比",
    "days": "天",
    "minutes": "分钟",
    "date": "日期",
    "text": "文字",
    "occurrences": "发生次数",
}
CALENDAR = {"week": "周", "month": "月", "quarter": "季度", "half": "半年", "year": "年"}
KNOWN = {
    "person": "人员",
    "team": "队伍",
    "race": "场次",
    "boss": "上级",
    "excused": "容错",
    "times": "次数",
    "decided": "酌定数额",
    "joined": "到岗",
    "left": "离岗",
}
FAMILIES = {
    "sec": "账",
    "sco": "绩",
    "ran": "榜",
    "gra": "级",
    "lev": "档",
    "rul": "规",
    "eve": "事",
    "fie": "栏",
    "att": "项",
    "val": "值",
    "let": "参",
    "tab": "表",
    "sel": "择",
    "per": "程",
}
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天"


def chinese(name):
    """The Chinese name of one of ours: sec_b is 账乙."""
    if name in KNOWN:
        return KNOWN[name]
    family, letters = name.split("_")
    return FAMILIES[family] + "".join(STEMS[ord(letter) - ord("a")] for letter in letters)

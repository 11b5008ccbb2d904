"""Makes up packs: make(random, without) gives a Pack and counts the constructs that it holds.

A pack is built in layers, so that it has no circle: sections, scores that read them, rules on those
scores that post to sections of their own (the late ones), and scores that read everything.
"""

import collections

import choices
import expressions
import parameters
import predicates
import rules
import tree
from expressions import Scope

NESTS = (
    ("month", "year"),
    ("month", "quarter"),
    ("month", "half"),
    ("quarter", "year"),
    ("week", "year"),
    ("month", "quarter", "year"),
    ("week", "month"),
    ("month",),
    ("half", "year"),
)
ROUNDING = ("half up", "half even", "up", "down")


class Maker:
    """The dice, what is left out, and what has been used."""

    def __init__(self, random, without=()):
        self.random, self.without = random, frozenset(without)
        self.used = collections.Counter()
        self.names = collections.Counter()

    def chance(self, likely, construct=None):
        """True with this likelihood, never for a construct that is left out; counts it."""
        if construct in self.without or self.random.random() >= likely:
            return False
        if construct:
            self.used[construct] += 1
        return True

    def pick(self, options):
        return self.random.choice(options)

    def option(self, weighted):
        """One of {construct: weight} that is not left out; counts it."""
        allowed = {word: weight for word, weight in weighted.items() if word not in self.without}
        word = self.random.choices(list(allowed), list(allowed.values()))[0]
        self.used[word] += 1
        return word

    def use(self, construct):
        self.used[construct] += 1

    def name(self, family):
        """sec_a, sec_b …"""
        number = self.names[family]
        self.names[family] += 1
        letters = "abcdefghijklmnopqrst"
        return f"{family}_{letters[number % 20]}" + (
            letters[number // 20 - 1] if number > 19 else ""
        )


def make(random, days, units, without=()):
    """A pack for logs within some days, mostly of some periods of the calendar."""
    maker = Maker(random, without)
    maker.days = days
    pack = tree.Pack(kinds=kinds(maker))
    maker.pack = pack
    pack.decided = decision(maker)
    events(maker, pack)
    pack.units = units
    pack.periods = parameters.own_periods(maker, pack)
    pack.lets, pack.tables = parameters.lets(maker), parameters.tables(maker, pack)
    pack.sections = sections(maker, pack)
    pack.late = pack.sections[-1] if len(pack.sections) > 1 and maker.chance(0.4) else None
    pack.scores, pack.ranks, pack.grades = [], [], []
    readable = [section for section in pack.sections if section is not pack.late]
    first = scores(maker, pack, readable, maker.random.randint(1, 2))
    verdicts(maker, pack, first)
    pack.rules = rules.make(maker, pack, readable, first)
    pack.selections = choices.make(maker, pack)
    if maker.chance(0.5):
        scores(maker, pack, pack.sections + first, 1)
    versions(maker, pack)
    pack.used = maker.used
    return pack


def decision(maker):
    """(low, high) of all amounts as decided of a pack, in points; or nothing."""
    low = maker.random.randint(0, 3)
    return (low, low + maker.random.randint(1, 4)) if maker.chance(0.3) else None


# ---- subjects and events ----


def kinds(maker):
    """Persons, sometimes teams that they belong to."""
    role = tree.Field(name=maker.name("att"), type="enum", of=values(maker, 3))
    if maker.chance(0.4, "default of a roster field"):
        role.default = maker.pick(role.of)
    fields = [role]
    if maker.chance(0.5):
        fields.append(tree.Field(name="boss", type="subject", of="person", optional=True))
    for kind in ("number", "bool", "date", "enum", "yuan"):
        if maker.chance(0.3, f"roster field: {kind}"):
            fields.append(any_field(maker, "att", kind))
    person = tree.Kind(name="person", fields=fields, span=maker.chance(0.7, "on roster"))
    found = [person]
    if maker.chance(0.3, "several subject kinds"):
        size = any_field(maker, "att", maker.pick(("number", "enum")))
        found.append(tree.Kind(name="team", fields=[size], span=maker.chance(0.3)))
        optional = maker.chance(0.5)
        fields.append(tree.Field(name="team", type="subject", of="team", optional=optional))
    if maker.chance(0.2, "kind with attributes only"):
        kinds_ = [any_field(maker, "att", kind) for kind in ("number", "enum")]
        found.append(tree.Kind(name="race", fields=kinds_))
    return found


def scoring(pack):
    """The kinds that have scores: persons, and teams where there are some."""
    return [kind.name for kind in pack.kinds if kind.name != "race"]


def owned_by(kind):
    """The fields of an event of this kind of subject, said where it is not the first one."""
    return [tree.Field(name=kind, type="subject", of=kind)]


def values(maker, most):
    return tuple(maker.name("val") for _ in range(maker.random.randint(2, most)))


def any_field(maker, family, kind):
    """A field of a type; yes or no needs a value, the others may be empty."""
    field = tree.Field(name=maker.name(family), type=kind)
    if kind == "enum":
        field.of = values(maker, 4)
    if maker.chance(0.3, "default of a field") and kind not in ("text", "date"):
        field.default = default(maker, field)
    elif maker.chance(0.6, "optional field"):
        field.optional = True
    if (
        kind in ("points", "number")
        and field.default is None
        and maker.chance(0.3, "bounded field")
    ):
        field.low, field.high = 0, maker.pick((10, 100))
    return field


def default(maker, field):
    if field.type == "enum":
        return maker.pick(field.of)
    if field.type == "bool":
        return maker.chance(0.3)
    return expressions.small(maker, field.type)


def events(maker, pack):
    every = []
    if maker.chance(0.7, "occurrences"):
        every.append(tree.Field(name="times", type="occurrences", default=1))
    if maker.chance(0.6, "every event"):
        every.append(tree.Field(name="excused", type="bool", default=False))
    kinds_ = [
        "minutes",
        "number",
        "points",
        "enum",
        "bool",
        "days",
        "percent",
        "date",
        "text",
        "yuan",
    ]
    pool = [any_field(maker, "fie", kind) for kind in maker.random.sample(kinds_, 4)]
    pack.every, pack.events = every, []
    for _ in range(maker.random.randint(2, 4)):
        fields = maker.random.sample(pool, maker.random.randint(0, 3))
        if maker.chance(0.25, "event with a second subject"):
            other = tree.Field(name="fie_t", type="subject", of="person", optional=True)
            fields = owned_by("person") + [other] + fields
        elif "team" in scoring(pack) and maker.chance(0.3, "event of the second kind"):
            fields = owned_by("team") + fields
        elif pack.kinds[-1].name == "race" and maker.chance(0.6, "event that names a third kind"):
            race = tree.Field(name="race", type="subject", of="race", optional=maker.chance(0.5))
            fields = owned_by("person") + [race] + fields
        pack.events.append(tree.Event(name=maker.name("eve"), fields=fields))
    if all(own_kind(event) == "team" for event in pack.events):
        pack.events.append(tree.Event(name=maker.name("eve"), fields=pool[:1]))


def own_kind(event):
    return next((field.of for field in event.fields if field.type == "subject"), "person")


# ---- sections and scores ----


def sections(maker, pack):
    found = []
    for index in range(maker.random.randint(1, 3)):
        kind = None
        if index and "team" in scoring(pack) and maker.chance(0.5):
            kind = "team"
        unit = "yuan" if index and maker.chance(0.15, "section of money") else "points"
        section = tree.Section(name=maker.name("sec"), kind=kind, unit=unit)
        section.each = maker.pick(pack.units)
        mine = [period.name for period in pack.periods if not getattr(period, "kind", None)]
        if kind is None:
            mine = [period.name for period in pack.periods]
        if mine and maker.chance(0.4, "section each period of its own"):
            section.each = maker.pick(mine)
        limits(maker, section)
        found.append(section)
    return found


def limits(maker, section):
    unit = section.unit
    if unit == "yuan" or maker.chance(0.8):
        section.base = ("num", maker.pick((0, 10, 40, 100, 12)), unit)
    if maker.chance(0.3, "floor of a section"):
        section.floor = ("num", maker.pick((0, -5, 2)), unit)
    if maker.chance(0.3, "cap of a section"):
        section.cap = ("num", maker.pick((12, 20, 45)), unit)
    section.pro_rata = maker.chance(0.15, "pro rata of a section")


def scores(maker, pack, items, count):
    """New scores over items; returns them."""
    found = []
    for _ in range(count):
        kind = scoring(pack)[-1] if maker.chance(0.3) else "person"
        unit = maker.pick(("points", "points", "yuan", ""))
        score = tree.Score(name=maker.name("sco"), unit=unit, kind=kind)
        readable = [item for item in items + found if (item.kind or "person") == kind]
        score.each = maker.pick(pack.units)
        own = [item.each for item in readable if item.each not in expressions.LENGTHS]
        if own and maker.chance(0.4, "score each period of its own"):
            score.each = maker.pick(own)
        score.kind = None if kind == "person" else kind
        scope = Scope(pack, kind, period=score.each, items=readable)
        scope.lower = [i for i in items + found if kind == "team" and i.kind is None]
        score.formula = expressions.amount(maker, scope, unit, 3)
        finish(maker, score, scope)
        found.append(score)
    pack.scores += found
    return found


def finish(maker, score, scope):
    unit = score.unit
    if maker.chance(0.2, "floor of a score"):
        score.floor = ("num", maker.pick((0, 5, -3)), unit)
    if maker.chance(0.2, "cap of a score"):
        score.cap = ("num", maker.pick((10, 30, 120)), unit)
    score.pro_rata = maker.chance(0.15, "pro rata of a score")
    if maker.chance(0.15, "for of a score"):
        score.limit = predicates.condition(maker, scope.without_items(), 1)
    if maker.chance(0.35):
        way = maker.option(dict.fromkeys(ROUNDING, 1))
        step = maker.pick(expressions.STEPS if unit else expressions.PERCENTS)
        score.rounded = (way, step, keeping(maker, score, scope))


def keeping(maker, score, scope):
    """The field within whose groups a total is kept, or nothing."""
    groups = [field.name for field in scope.attrs if field.type == "enum" and not field.optional]
    coincide = score.each in expressions.LENGTHS
    if groups and coincide and maker.chance(0.2, "keeping total"):
        return maker.pick(groups)
    return None


# ---- ranks and grades ----


def verdicts(maker, pack, items):
    everybody = {period.name for period in pack.periods if not getattr(period, "kind", None)}
    for score in items:
        if score.each not in everybody | set(expressions.LENGTHS):
            continue  # the periods of two subjects do not coincide
        if maker.chance(0.5, "rank"):
            rank = ranking(maker, pack, score, items)
            pack.ranks.append(rank)
            if maker.chance(0.7, "grade"):
                pack.grades.append(grading(maker, pack, rank, score))


def ranking(maker, pack, score, items):
    rank = tree.Rank(name=maker.name("ran"), kind=score.kind, by=("item", score.name))
    kind = score.kind or "person"
    rank.each_of, rank.unit = score.each, ""
    if maker.chance(0.15, "rank by a formula"):
        rank.by = ("*", rank.by, ("num", maker.pick((2, 3)), ""))
    early = [section for section in pack.sections if section is not pack.late]
    same = [item for item in items + early if same_place(item, score)]
    scope = Scope(pack, kind, period=score.each, items=[])
    if same and maker.chance(0.3, "then by"):
        rank.then_by = [("item", maker.pick(same).name)]
    if maker.chance(0.15, "countback"):
        back = expressions.countback(maker, scope)
        rank.then_by = [*rank.then_by, back] if back else rank.then_by
    if kind == "person" and expressions.two_sided(scope) and maker.chance(0.3, "head to head"):
        met(maker, rank, scope, same + [score])
    enums = [field for field in scope.attrs if field.type == "enum"]
    if enums and maker.chance(0.4, "within"):
        rank.within = [maker.pick(enums).name]
    if maker.chance(0.2, "among"):
        rank.among = predicates.condition(maker, scope, 1)
    rank.ties = maker.pick((None, "share", "dense"))
    maker.use(f"ties {rank.ties}")
    if maker.chance(0.3, "lowest first"):
        rank.lowest_first = 1
        if rank.then_by:
            one = maker.chance(1, "lowest first of one key")
            rank.lowest_first = maker.random.randint(1, 1 + len(rank.then_by)) if one else None
    return rank


def met(maker, rank, scope, items):
    """Keys that are head to head, mostly behind one that leaves everybody level."""
    if maker.chance(0.6):
        rank.by = ("*", rank.by, ("num", 0, ""))
    for _ in range(maker.random.randint(1, 3)):
        sections_ = [item for item in items if hasattr(item, "base")]
        if sections_ and maker.chance(0.2, "head to head of a section"):
            key = ("item", maker.pick(sections_).name)
        elif maker.chance(0.1, "head to head of a score"):
            key = ("item", maker.pick(items).name)
        else:
            key = expressions.met(maker, scope)
        rank.then_by = [*rank.then_by, ("met", key)]
        if maker.chance(0.4, "head to head again"):
            rank.again = [*rank.again, len(rank.then_by)]
    if maker.chance(0.3, "a key behind head to head"):
        rank.then_by = [*rank.then_by, ("item", maker.pick(items).name)]
        if maker.chance(0.3, "head to head again behind another key"):
            rank.again = [*rank.again, len(rank.then_by)]
        if maker.chance(0.4, "a second row of head to head"):
            rank.then_by = [*rank.then_by, ("met", expressions.met(maker, scope))]


def same_place(item, score):
    return item.each == score.each and item.kind == score.kind and item.name != score.name


def grading(maker, pack, rank, score):
    grade = tree.Grade(name=maker.name("gra"), kind=score.kind, by=rank.name, levels=[])
    grade.unit, grade.each_of = "grade", score.each
    scope = Scope(pack, score.kind or "person", period=score.each, items=[score])
    for _ in range(maker.random.randint(1, 3)):
        level = tree.Level(name=maker.name("lev"))
        if maker.chance(0.6):
            level.condition = predicates.condition(maker, scope, 1)
        if level.condition is None or maker.chance(0.5):
            level_quota(maker, level, rank, scope)
        grade.levels.append(level)
    if maker.chance(0.7, "otherwise of a grade"):
        grade.levels.append(tree.Level(name=maker.name("lev"), otherwise=True))
    return grade


def level_quota(maker, level, rank, scope):
    maker.use("quota")
    if maker.chance(0.5, "quota by number"):
        level.top = ("num", maker.random.randint(1, 3), "")
    else:
        level.top = ("num", maker.pick((15, 25, 30, 50)), "%")
        if maker.chance(0.6, "rounding of a quota"):
            level.rounded = maker.pick(ROUNDING)
    if maker.chance(0.3, "minimum of a quota"):
        level.minimum = maker.random.randint(1, 2)
    enums = [field.name for field in scope.attrs if field.type == "enum"]
    if enums and maker.chance(0.3, "within of a quota"):
        level.within = [maker.pick(enums)]
    level.ties = maker.pick(("out", "in"))
    maker.use(f"ties {level.ties}")


# ---- versions ----


def versions(maker, pack):
    """Some rules, lets and sections once more, from a later day on."""
    pack.changes = []
    for node in list(pack.rules):
        if maker.chance(0.15, "version of a rule"):
            pack.rules.append(node.but(**rules.changed(maker, node)))
            pack.changes.append(pack.rules[-1])
        elif maker.chance(0.06, "until"):
            node.ends = True
            pack.changes.append(node)
    for node in list(pack.lets):
        if node.value[0] == "num" and maker.chance(0.25, "version of a let"):
            value = ("num", node.value[1] + 1, node.value[2])
            pack.lets.append(node.but(value=value))
            pack.changes.append(pack.lets[-1])
    for node in list(pack.sections):
        if maker.chance(0.06, "version of a section"):
            pack.sections.append(node.but(base=("num", 7, node.unit)))
            pack.changes.append(pack.sections[-1])
    for node in list(pack.scores):
        if maker.chance(0.08, "version of a score"):
            doubled = ("*", node.formula, ("num", 2, ""))
            change = maker.pick(({"cap": ("num", 15, node.unit)}, {"formula": doubled}))
            pack.scores.append(node.but(**change))
            pack.changes.append(pack.scores[-1])
    for node in list(pack.ranks):
        if maker.chance(0.1, "version of a rank"):
            pack.ranks.append(node.but(ties=maker.pick(("share", "dense"))))
            pack.changes.append(pack.ranks[-1])
    for node in list(pack.grades):
        if maker.chance(0.1, "version of a grade"):
            level = node.levels[0].but(condition=None, top=("num", 1, ""), ties="out")
            pack.grades.append(node.but(levels=[level, *node.levels[1:]]))
            pack.changes.append(pack.grades[-1])
    for node in list(pack.selections):
        if maker.chance(0.2, "version of a selection"):
            pack.selections.append(node.but(n=maker.random.randint(1, 3)))
            pack.changes.append(pack.selections[-1])
    for node in list(pack.tables):
        if maker.chance(0.1, "version of a table"):
            first = (node.rows[0][0], ("num", maker.random.randint(1, 3), node.unit))
            pack.tables.append(node.but(rows=[first, *node.rows[1:]]))
            pack.changes.append(pack.tables[-1])


def date(pack, random, span):
    """Puts the days on the versions: any day of the span of a log."""
    for node in pack.changes:
        day = random.randint(span[0], span[1])
        if getattr(node, "ends", False):
            node.until = day
        else:
            node.since = day

# What questions name wrongly: said at each.
cd "$TMP" && printf 'id,name\nA,徐萍\n' >people.csv && printf 'date,kind,person,minutes\n2018-10-08,late,A,5\n' >events.csv
cat >rules.merit <<'END'
subject person/人员 role: one of head, staff default staff end
event late/迟到 minutes/分钟: minutes note/备注: text optional end
event gone/缺勤 end
let limit = 3 end
section duty/本职 each month base 40 points end
section yearly/年度 each year base 0 points end
grade level by duty good: duty at least 30 points rest: otherwise end
grade other by duty fine: duty at least 20 points poor: otherwise end
rule late_rule when late deduct 1 point from duty end
rule weak_rule when duty below 38 points add 1 point to yearly end
END
ask() { printf 'use "rules.merit"\nroster "people.csv"\nevents "events.csv"\n%s\n' "$1" >ask.merit; merit run ask.merit 2>&1 >/dev/null | grep -v "rows used"; }
{
ask 'show duty in 2018-10 each nothing'
ask 'show duty, yearly in 2018-10 each year'
ask 'near late_rule in 2018-10 by minutes'
ask 'near nothing in 2018-10'
ask 'why not limit of A in 2018-10'
ask 'why not level fine of A in 2018-10'
ask 'why not duty of A in 2018-10'
ask 'why nothing of A in 2018-10'
ask 'count of (late where note is 3) in 2018-10 where minutes above 3'
ask 'share of late in 2018-10'
ask 'total of (late by person) in 2018-10'
ask 'total of role in 2018-10'
ask 'average of late in 2018-10'
ask 'average of (best 1 late.note) in 2018-10'
ask 'count of (best limit duty) in 2018-10'
ask 'total of limit in 2018-10'
ask 'show postings in 2018-10 where date above 2018-10-05 by nothing'
ask 'show rejects in 2018-10 where role is head'
} >&2

merit impact files/amended.merit --over 2018-01 --roster files/roster.csv --events files/events.csv --format csv

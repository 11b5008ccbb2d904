merit impact files/amended.merit --over 2018-01..2018-03 --roster files/roster.csv --events files/events.csv

merit impact files/old.merit files/old.merit --over 2018-01 --roster files/roster.csv --events files/events.csv

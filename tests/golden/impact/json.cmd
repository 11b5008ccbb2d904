merit impact files/old.merit files/new.merit --over 2018-01 --roster files/roster.csv --events files/events.csv --score pay --format json

merit score E0501_not_yet.merit --roster ../data/large/roster.csv --events ../data/overflow.csv --period 2018-10

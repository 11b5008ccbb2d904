merit score rules.merit --roster roster.csv --events events.csv --period 2018-03 --as-of 2018-05-31

merit score rules.merit --roster roster.csv --events plain.csv --period 2018-03 --as-of October

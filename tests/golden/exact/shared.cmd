merit score shared.merit --roster roster.csv --events shared.csv --period 2018-01

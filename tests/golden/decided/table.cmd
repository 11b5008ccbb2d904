merit score conduct.merit --roster roster.csv --events open.csv --period 2018-10

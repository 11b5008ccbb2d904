merit why conduct.merit --roster roster.csv --events open.csv --period 2018-10 --person 1

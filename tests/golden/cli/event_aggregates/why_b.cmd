merit why main.merit --roster roster.csv --events events.csv --period 2018-10 --person B

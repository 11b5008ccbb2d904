merit score rules.merit --roster roster.csv --events events.csv --period 2018

merit score pack --roster roster.csv --events quote_not_closed.csv --period 2018-10

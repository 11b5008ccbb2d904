merit score pack --roster roster.csv --events quote_within.csv --period 2018-10

merit score pack --roster roster.csv --events decimals.csv --period 2018-10

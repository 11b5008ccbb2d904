merit score pack --roster roster.csv --events dates.csv --period 2018-10

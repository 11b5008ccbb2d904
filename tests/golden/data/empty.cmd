merit score pack --roster roster.csv --events empty.csv --period 2018-10

merit score pack --roster roster.csv --events numbers.csv --period 2018-10

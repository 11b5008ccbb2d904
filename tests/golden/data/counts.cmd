merit score pack --roster roster.csv --events counts.csv --period 2018-10

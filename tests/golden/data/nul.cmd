merit score pack --roster roster.csv --events nul.csv --period 2018-10

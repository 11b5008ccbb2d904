merit score pack --roster roster_empty.csv --events good.csv --period 2018-10

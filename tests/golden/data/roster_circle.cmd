merit score pack --roster roster_circle.csv --events good.csv --period 2018-10

merit score pack --roster roster.csv team=roster.csv --events good.csv --period 2018-10

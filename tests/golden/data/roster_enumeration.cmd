merit score pack --roster roster_enumeration.csv --events good.csv --period 2018-10

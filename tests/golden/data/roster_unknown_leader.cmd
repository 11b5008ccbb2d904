merit score pack --roster roster_unknown_leader.csv --events good.csv --period 2018-10

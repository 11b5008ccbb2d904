merit score pack --roster roster_days_overlap.csv --events good.csv --period 2018-10

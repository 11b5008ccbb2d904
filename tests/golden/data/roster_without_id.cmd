merit score pack --roster roster_without_id.csv --events good.csv --period 2018-10

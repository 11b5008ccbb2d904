merit score pack --roster roster_yes_or_no.csv --events good.csv --period 2018-10

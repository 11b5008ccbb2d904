merit score pack --roster roster_odd_row.csv --events good.csv --period 2018-10

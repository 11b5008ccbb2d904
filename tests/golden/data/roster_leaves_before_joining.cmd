merit score pack --roster roster_leaves_before_joining.csv --events good.csv --period 2018-10

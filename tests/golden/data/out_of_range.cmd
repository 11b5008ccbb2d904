merit score pack --roster roster.csv --events out_of_range.csv --period 2018-10

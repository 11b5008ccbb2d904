merit score pack --roster roster.csv --events one_full_width_comma.csv --period 2018-10

merit score pack --roster roster.csv --events full_width_commas.csv --period 2018-10

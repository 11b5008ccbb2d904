merit score pack --roster roster.csv --events one_byte.csv --period 2018-10

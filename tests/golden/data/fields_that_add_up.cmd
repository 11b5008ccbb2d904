merit score pack --roster roster.csv --events fields_that_add_up.csv --period 2018-10

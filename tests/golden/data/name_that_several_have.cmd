merit score pack --roster roster.csv --events name_that_several_have.csv --period 2018-10

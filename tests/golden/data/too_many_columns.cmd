merit score pack --roster roster.csv --events too_many_columns.csv --period 2018-10

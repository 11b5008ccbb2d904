merit score pack --roster roster.csv --events no_person_column.csv --period 2018-10

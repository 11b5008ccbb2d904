merit score pack --roster roster.csv --events no_person_column_but_near.csv --period 2018-10

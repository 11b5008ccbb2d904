merit score pack --roster roster.csv --events unknown_person.csv --period 2018-10

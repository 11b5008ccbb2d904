merit score pack --roster roster.csv --events empty_fields.csv --period 2018-10

merit score pack --roster roster.csv --events too_few_and_too_many_fields.csv --period 2018-10

merit score pack --roster roster.csv --events column_that_a_kind_needs.csv --period 2018-10

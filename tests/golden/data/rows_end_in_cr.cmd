merit score pack --roster roster.csv --events rows_end_in_cr.csv --period 2018-10

merit score pack --roster roster.csv --events two_columns_of_one_meaning.csv --period 2018-10

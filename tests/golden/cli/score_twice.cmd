merit score as_of/rules.merit --roster as_of/roster.csv --events as_of/plain.csv --period 2018-03 --score duty,order --score duty

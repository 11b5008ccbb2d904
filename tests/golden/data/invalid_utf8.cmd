merit score pack --roster roster.csv --events invalid_utf8.csv --period 2018-10

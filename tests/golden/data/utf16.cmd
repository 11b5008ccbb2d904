merit score pack --roster roster.csv --events utf16.csv --period 2018-10

merit score pack --roster roster.csv --events /dev/null --period 2018-10

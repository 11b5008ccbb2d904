merit score pack --roster roster.csv --events off_the_roster.csv --period 2018-10

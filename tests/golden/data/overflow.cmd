merit score large --roster large/roster.csv --events overflow.csv --period 2018-10

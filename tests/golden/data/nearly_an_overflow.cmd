merit score large --roster large/roster.csv --events nearly_an_overflow.csv --period 2018-10 --format csv

merit score months.merit --roster people.csv --events marks.csv --period 2018 --as-of 2018-04-29

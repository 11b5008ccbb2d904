merit score months.merit --roster people.csv --events marks.csv --period 2018

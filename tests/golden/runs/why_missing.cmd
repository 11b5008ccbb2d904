merit why months.merit lacking --roster people.csv --events marks.csv --period 2018 --person B

merit why months.merit work --roster people.csv --events marks.csv --period 2018 --person A

merit why grades.merit level --roster people.csv --events votes.csv --period 2018 --person C

merit why numbers.merit e --roster people.csv --events races.csv --period 2018 --person B

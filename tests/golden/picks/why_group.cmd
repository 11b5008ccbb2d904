merit why numbers.merit h --roster people.csv --events races.csv --period 2018 --person B

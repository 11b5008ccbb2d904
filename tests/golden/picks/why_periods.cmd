merit why numbers.merit b --roster people.csv --events races.csv --period 2018 --person B

merit impact new.merit old.merit --over 2018-01 --roster people.csv --events events.csv --person B

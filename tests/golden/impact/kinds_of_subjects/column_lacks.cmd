merit impact new.merit more.merit --over 2018-01 --roster people.csv --events events.csv

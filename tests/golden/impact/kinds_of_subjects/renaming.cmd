merit impact new.merit renamed.merit --over 2018-01 --roster people.csv --events events.csv

merit repl data/main.merit data/people.csv data/log.csv --period 2018-10

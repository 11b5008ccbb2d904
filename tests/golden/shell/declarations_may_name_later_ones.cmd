merit repl data/people.csv data/log.csv

merit repl data/main.merit data/people.csv data/log.csv --keep-going

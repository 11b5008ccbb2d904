MERIT_LANG=zh merit repl data/main.merit data/people.csv data/log.csv

merit repl hygiene.merit kitchens.csv visits.csv

merit repl --keep-going office/data.merit <asked_office.in

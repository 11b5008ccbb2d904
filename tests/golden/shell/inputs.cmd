merit repl data/month.merit month=2018-11

cd data && merit repl <month.merit

merit repl

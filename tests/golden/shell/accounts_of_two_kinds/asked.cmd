merit repl <asked.txt

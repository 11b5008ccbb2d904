cd $TMP && cp -r "$ROOT/tests/golden/shell/data" . && merit repl data/main.merit data/people.csv data/log.csv ; cat duty.csv all.txt

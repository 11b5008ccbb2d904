cd $TMP && cp -r "$ROOT/tests/golden/shell/data" . && merit repl data/main.merit data/people.csv data/log.csv --keep-going && cat record; ls -l record | cut -c1-10

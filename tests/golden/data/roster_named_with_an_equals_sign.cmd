cp -r pack good.csv "$TMP"; cp roster.csv "$TMP/staff=2018.csv"; cd "$TMP"; merit score pack --roster staff=2018.csv --events good.csv --period 2018-10 --format csv

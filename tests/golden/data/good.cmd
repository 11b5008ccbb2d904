merit score pack --roster roster.csv --events good.csv --period 2018-10 --format csv

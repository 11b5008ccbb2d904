merit score withheld.merit --roster roster.csv --events withheld.csv --period 2018-01

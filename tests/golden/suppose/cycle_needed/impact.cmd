merit impact rules.merit more.merit --over 2018 --roster roster.csv --events events.csv

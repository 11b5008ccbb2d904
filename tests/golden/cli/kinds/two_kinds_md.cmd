merit score two.merit --roster people.csv unit=units.csv --events events.csv --period 2018-10 --format md

merit score counted.merit --roster roster.csv --events counted.csv --period 2018-01

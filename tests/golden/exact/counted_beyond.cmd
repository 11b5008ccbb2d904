merit score counted_beyond.merit --roster roster.csv --events counted_beyond.csv --period 2018-01

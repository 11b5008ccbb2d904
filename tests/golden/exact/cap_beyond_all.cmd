merit score cap_beyond_all.merit --roster roster.csv --events cap_beyond_all.csv --period 2018-01

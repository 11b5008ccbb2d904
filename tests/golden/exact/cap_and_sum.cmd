merit score cap_and_sum.merit --roster roster.csv --events cap_and_sum.csv --period 2018-01

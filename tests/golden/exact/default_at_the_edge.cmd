merit score default_at_the_edge.merit --roster roster.csv --events default_at_the_edge.csv --period 2018-01

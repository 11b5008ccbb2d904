merit score shared_open.merit --roster roster.csv --events shared_open.csv --period 2018-01

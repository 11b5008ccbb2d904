merit score shared_selected.merit --roster roster.csv --events shared_selected.csv --period 2018-01

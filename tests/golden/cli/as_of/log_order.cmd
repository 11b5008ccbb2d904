merit why rules.merit order --roster roster.csv --events morning.csv evening.csv --period 2018-03 --person 1
merit why rules.merit order --roster roster.csv --events evening.csv morning.csv --period 2018-03 --person 1

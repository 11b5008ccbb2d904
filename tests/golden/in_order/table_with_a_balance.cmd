merit score licences.merit --roster roster.csv --events events.csv --period 2022-06..2022-09

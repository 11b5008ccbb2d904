merit score conduct.merit --roster roster.csv --events bad.csv --period 2018-10 --accept-rejects 2

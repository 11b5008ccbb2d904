merit score rules.merit --roster roster.csv --events events.csv --period 2018-03..2018-05 --as-of 2018-03-31 --accept-rejects 1 --score duty --format csv
merit score rules.merit --roster roster.csv --events events.csv --period 2018-03..2018-05 --as-of 2018-04-30 --accept-rejects 1 --score duty --format csv
merit why rules.merit mean --roster roster.csv --events events.csv --period 2018 --as-of 2018-04-30 --accept-rejects 1 --person 1
merit score rules.merit --roster roster.csv --events plain.csv --period 2018-03..2018-04 --as-of 2018-03-31 --score duty --format csv

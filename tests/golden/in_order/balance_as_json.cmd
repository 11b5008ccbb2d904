merit why licences.merit fees --roster roster.csv --events events.csv --period 2022-08 --person A --format json

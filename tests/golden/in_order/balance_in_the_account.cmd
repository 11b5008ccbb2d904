merit why licences.merit fees --roster roster.csv --events events.csv --period 2022-07 --person A

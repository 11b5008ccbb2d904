merit why licences.merit now --roster roster.csv --events events.csv --period 2022 --person A --lang zh

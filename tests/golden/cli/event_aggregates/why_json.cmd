merit why main.merit two --roster roster.csv --events events.csv --period 2018-10 --person A --format json

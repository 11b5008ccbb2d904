merit why main.merit unit_mid --roster roster.csv --events events.csv --period 2018-10 --person D

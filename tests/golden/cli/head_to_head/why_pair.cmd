merit why rules.merit --roster roster.csv --events events.csv --period "tournament 2012" --person GRE

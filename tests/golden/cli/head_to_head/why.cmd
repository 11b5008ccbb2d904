merit why rules.merit --roster roster.csv --events events.csv --period "tournament 2004" --person DEN

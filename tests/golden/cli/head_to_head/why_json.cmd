merit why rules.merit place --roster roster.csv --events events.csv --period "tournament 2004" --person SWE --format json

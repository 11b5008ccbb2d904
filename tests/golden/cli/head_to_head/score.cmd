merit score rules.merit --roster roster.csv --events events.csv --period "tournament 2004"
merit score rules.merit --roster roster.csv --events events.csv --period "tournament 2012" --format csv

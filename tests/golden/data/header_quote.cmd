merit score pack --roster roster.csv --events header_quote.csv --period 2018-10

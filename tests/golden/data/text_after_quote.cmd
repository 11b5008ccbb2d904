merit score pack --roster roster.csv --events text_after_quote.csv --period 2018-10

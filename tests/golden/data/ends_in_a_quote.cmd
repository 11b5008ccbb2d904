merit score pack --roster roster.csv --events ends_in_a_quote.csv --period 2018-10 --format csv

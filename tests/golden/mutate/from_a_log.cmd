merit mutate files/small.merit --roster files/roster.csv --events files/events.csv

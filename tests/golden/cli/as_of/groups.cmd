merit score groups.merit --roster groups_roster.csv --events groups_events.csv --period 2018 --as-of 2018-04-15 --format csv

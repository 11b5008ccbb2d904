merit score data/small.merit --roster data/roster.csv --events data/events.csv data/rejects.csv --period 2018-10 --accept-rejects 2 --format csv

merit score data/small.merit --roster data/roster.csv --events data/events.csv --period 2018-12..2018-10

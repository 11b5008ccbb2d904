merit score data/small.merit --roster data/roster.csv --events data/events.csv --period 2018-10 --period 2018-11

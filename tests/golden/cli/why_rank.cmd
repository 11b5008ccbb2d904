merit why data/small.merit --roster data/roster.csv --events data/events.csv place --period 2018-10 --person 0002

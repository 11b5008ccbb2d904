merit why data/small.merit --roster data/roster.csv --events data/events.csv --period 2018-10 --person 0001 --lang zh

merit why data/small.merit --roster data/roster.csv --events data/events.csv --period 2018-10..2018-11 --person 0001

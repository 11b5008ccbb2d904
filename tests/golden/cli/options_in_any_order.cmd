merit --lang zh score -p 2018-10 --roster data/roster.csv --events data/events.csv data/small.merit -f csv

merit why average.merit --roster average_roster.csv --events average.csv --period 2019 --person A

merit why two.merit --roster people.csv unit=units.csv --events events.csv --period 2018-10 --person u1 monthly

merit impact old.merit new.merit --over 2018-01 --roster office=offices.csv person=people.csv --events events.csv

merit why rules.merit -r roster.csv -e events.csv -p 2018-04 --person C

merit why version_to_come.merit -r roster.csv -e events.csv -p 2018-04 --person C duty

merit why crowd.merit place --roster crowd_roster.csv --events crowd.csv --period 2019 --person T03

cp rejects_not_accepted.script "$TMP/s.merit"; cp ../data/small.merit ../data/roster.csv ../data/events.csv ../data/rejects.csv "$TMP"; merit run "$TMP/s.merit" 

cp use_of_data.script "$TMP/s.merit"; cp ../data/small.merit ../data/roster.csv ../data/events.csv "$TMP"; merit run "$TMP/s.merit"

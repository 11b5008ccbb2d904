cp output_outside.script "$TMP/s.merit"; cp ../data/small.merit ../data/roster.csv ../data/events.csv "$TMP"; merit run "$TMP/s.merit"

{ echo 'date,person,kind,decided'; yes '2018-10-03,2,conduct,5' | head -n 1200; } >"$TMP/rows.csv"
merit score conduct.merit --roster roster.csv --events "$TMP/rows.csv" --period 2018-10 2>"$TMP/err"
status=$?
head -n 2 "$TMP/err" >&2
tail -n 2 "$TMP/err" >&2
exit $status

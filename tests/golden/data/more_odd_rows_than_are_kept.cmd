{ echo 'id,date,person,kind'; yes '2018-10-08,2' | head -n 1500; echo ',2018-10-08,2,late'; } >"$TMP/rows.csv"
merit score pack --roster roster.csv --events "$TMP/rows.csv" --period 2018-10 2>"$TMP/err"
status=$?
head -n 3 "$TMP/err" >&2
tail -n 2 "$TMP/err" >&2
exit $status

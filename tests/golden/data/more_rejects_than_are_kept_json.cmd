{ echo 'id,date,person,kind'; yes ',2018-10-08,9,late' | head -n 1500; echo ',2018-10-08,2,late'; } >"$TMP/rows.csv"
merit score pack --roster roster.csv --events "$TMP/rows.csv" --period 2018-10 --diagnostics json 2>"$TMP/err"
status=$?
tail -n 2 "$TMP/err" >&2
exit $status

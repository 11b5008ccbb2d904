{ head -n 4 roster.csv; for n in $(seq 1200); do echo "$n$n,x,chef,,yes,2017-01-01,"; done; } >"$TMP/roster.csv"
merit score pack --roster "$TMP/roster.csv" --events good.csv --period 2018-10 2>"$TMP/err"
status=$?
tail -n 1 "$TMP/err" >&2
exit $status

{ echo 'id,date,person,kind,place'; printf 'E1,2018-10-08,2,late,'; head -c 1100000 /dev/zero | tr '\0' x; echo; } >"$TMP/long.csv"
merit score pack --roster roster.csv --events "$TMP/long.csv" --period 2018-10 2>&1 >/dev/null | cut -c1-100 >&2

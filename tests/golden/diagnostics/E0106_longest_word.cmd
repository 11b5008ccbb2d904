{ printf 'event '; head -c 65536 /dev/zero | tr '\0' x; echo ' end'; } >"$TMP/long.merit"
merit check "$TMP/long.merit" | sed 's/^.*long/long/'

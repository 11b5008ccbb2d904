{ printf 'event '; head -c 70000 /dev/zero | tr '\0' x; echo ' end'; } >"$TMP/long.merit"
merit check "$TMP/long.merit" 2>&1 >/dev/null | cut -c1-100 >&2

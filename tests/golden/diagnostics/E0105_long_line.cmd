{ printf 'event late end # '; head -c 1100000 /dev/zero | tr '\0' x; echo; } >"$TMP/long.merit"
merit check "$TMP/long.merit" 2>&1 >/dev/null | cut -c1-100 >&2

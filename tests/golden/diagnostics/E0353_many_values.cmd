{ printf 'subject person\n  role: one of v0'; seq 2000 | sed 's/^/, v/' | tr -d '\n'; echo ' end'; } >"$TMP/many.merit"
merit check "$TMP/many.merit" 2>&1 >/dev/null | cut -c1-100 >&2

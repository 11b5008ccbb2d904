{ yes '# nothing' | head -c 67108865; } >"$TMP/large.merit"
merit check "$TMP/large.merit"

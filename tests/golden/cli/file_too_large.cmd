truncate -s 65M "$TMP/large.merit"; merit lex "$TMP/large.merit"

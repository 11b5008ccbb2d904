cp data/cases.txt "$TMP/cases.merit"; merit test "$TMP/cases.merit"

cp broken.merit "$TMP/x.merit"; merit fmt "$TMP/x.merit"; cmp broken.merit "$TMP/x.merit"

cp broken.merit "$TMP/x.merit"; merit fmt "$TMP/x.merit"; status=$?; cmp broken.merit "$TMP/x.merit"; exit $status

cp data/failing.merit "$TMP/x.merit"; merit fmt --to en "$TMP/x.merit"; cat "$TMP/x.merit"; merit fmt --check "$TMP/x.merit"

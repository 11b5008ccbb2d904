echo old > "$TMP/a.csv"; merit run data/half.merit folder="$TMP"; status=$?; ls -A "$TMP"; cat "$TMP/a.csv"; exit $status

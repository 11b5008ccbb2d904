merit run data/files.merit folder="$TMP/nosuch"; status=$?; ls -A "$TMP"; exit $status

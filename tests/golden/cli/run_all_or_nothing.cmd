merit run data/files.merit folder="$TMP/nosuch"; ls -A "$TMP"

cp -r data "$TMP/data"; cd "$TMP/data"; sed 's#{folder}/a.csv/b.csv#{folder}/new/deep/b.csv#' half.merit >folders.merit
merit run folders.merit folder="$TMP" >/dev/null && find "$TMP" -name '*.csv' -not -path '*/data/*' | sort && ls -A "$TMP"

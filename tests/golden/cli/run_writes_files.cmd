merit run data/files.merit folder="$TMP"; cd "$TMP"; ls; cat pay.csv places.txt why.json

cp -r data "$TMP/data"; cd "$TMP/data"; mkdir out; sed 's#{folder}/a.csv/b.csv#{folder}/b.csv#' half.merit >two.merit
echo old >out/x.csv; echo finished >out/.x.csv.1; printf '%s\0' "$PWD/out/.x.csv.1" "$PWD/out/x.csv" "$PWD/out/.gone.csv.2" "$PWD/out/gone.csv" >out/.merit-commit
merit run two.merit folder="$PWD/out" >/dev/null; status=$?; ls -A out; cat out/x.csv; exit $status

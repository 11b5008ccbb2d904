mkdir "$TMP/empty"; merit test "$TMP/empty"

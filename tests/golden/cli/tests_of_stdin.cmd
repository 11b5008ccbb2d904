merit test -

merit run nothing_supposed.merit

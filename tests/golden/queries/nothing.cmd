merit run nothing.merit

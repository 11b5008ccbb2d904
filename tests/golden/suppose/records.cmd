merit run records.merit

merit run compare.merit

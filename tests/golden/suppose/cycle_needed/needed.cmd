merit run needed.merit

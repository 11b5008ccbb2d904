merit run narrower.merit

merit run twice.merit

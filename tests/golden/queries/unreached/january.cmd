merit run january.merit

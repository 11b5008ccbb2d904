merit run struck.merit

merit run what_if.merit

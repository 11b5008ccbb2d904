merit run given.merit

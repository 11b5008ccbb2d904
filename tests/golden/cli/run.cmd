merit run data/closing.merit

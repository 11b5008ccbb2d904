merit run data/small.merit

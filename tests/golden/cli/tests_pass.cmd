merit test data/small.merit

merit test data/failing.merit

merit test data/failing.merit --lang zh

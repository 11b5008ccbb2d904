merit test data/failing.merit --format junit

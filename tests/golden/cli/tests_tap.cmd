merit test data/failing.merit --format tap

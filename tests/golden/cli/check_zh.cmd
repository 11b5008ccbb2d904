merit check data/small.merit data/failing.merit --lang zh

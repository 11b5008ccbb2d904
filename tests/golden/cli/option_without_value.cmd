merit score data/small.merit --period

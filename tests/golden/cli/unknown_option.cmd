merit score data/small.merit --perod 2018-10

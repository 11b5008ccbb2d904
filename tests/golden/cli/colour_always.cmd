merit score data/small.merit --format xml --color always

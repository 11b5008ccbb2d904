merit mutate files/small.merit --format json

merit mutate files/small.merit --least 90.1

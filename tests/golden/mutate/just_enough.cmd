merit mutate files/small.merit --least 90%

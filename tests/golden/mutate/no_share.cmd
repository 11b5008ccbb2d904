merit mutate files/small.merit --least most

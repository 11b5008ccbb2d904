merit mutate files/small.merit

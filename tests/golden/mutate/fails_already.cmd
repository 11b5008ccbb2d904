merit mutate files/failing.merit

merit mutate files/weak.merit

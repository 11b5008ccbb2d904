merit test numbers.merit

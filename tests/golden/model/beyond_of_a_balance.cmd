merit test beyond_of_a_balance.merit

merit run balance.merit

merit run near.merit

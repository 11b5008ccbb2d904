merit run show.merit

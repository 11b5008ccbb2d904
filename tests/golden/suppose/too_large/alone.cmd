merit run alone.merit

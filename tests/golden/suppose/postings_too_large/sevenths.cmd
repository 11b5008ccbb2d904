merit run sevenths.merit

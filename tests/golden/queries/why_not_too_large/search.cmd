merit run search.merit

merit run kind_in_quotes.merit

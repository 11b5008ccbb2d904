merit run kind_no_word.merit

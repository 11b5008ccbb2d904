merit run show_top_of_nothing.merit

merit run show_the_first.merit

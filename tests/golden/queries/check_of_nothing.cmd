merit run check_of_nothing.merit

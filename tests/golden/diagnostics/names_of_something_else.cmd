merit check -a names_of_something_else.merit

merit run altered_whose.merit

merit check -a heads_that_differ.merit

merit check -a versions_that_differ.merit

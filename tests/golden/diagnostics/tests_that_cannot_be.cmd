merit check -a tests_that_cannot_be.merit

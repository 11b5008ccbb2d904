merit run several_wrong.merit

merit run several_wrong_rows.merit

merit check -a selections_wrong.merit

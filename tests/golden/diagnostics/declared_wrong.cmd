merit check -a declared_wrong.merit

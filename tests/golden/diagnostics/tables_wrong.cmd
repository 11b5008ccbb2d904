merit check -a tables_wrong.merit

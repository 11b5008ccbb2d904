merit check tables_of_many_types.merit
merit test tables_of_many_types.merit

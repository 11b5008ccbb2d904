merit test of_someone_else.merit

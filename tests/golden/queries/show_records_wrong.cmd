merit run show_records_wrong.merit

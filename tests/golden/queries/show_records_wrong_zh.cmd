merit run show_records_wrong_zh.merit

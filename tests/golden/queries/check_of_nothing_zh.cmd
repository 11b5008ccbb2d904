merit run check_of_nothing_zh.merit

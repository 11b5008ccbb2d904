merit run show_postings_zh.merit

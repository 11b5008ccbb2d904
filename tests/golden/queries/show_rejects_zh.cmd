merit run show_rejects_zh.merit

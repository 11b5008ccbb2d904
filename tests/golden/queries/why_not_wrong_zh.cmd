merit run why_not_wrong_zh.merit

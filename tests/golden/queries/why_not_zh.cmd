merit run why_not_zh.merit

merit run checks_zh.merit

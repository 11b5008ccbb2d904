merit run zh.merit

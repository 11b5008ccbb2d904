merit run show_in_order_zh.merit

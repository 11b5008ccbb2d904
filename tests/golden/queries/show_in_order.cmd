merit run show_in_order.merit

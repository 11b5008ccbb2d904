merit run show_no_such_order.merit

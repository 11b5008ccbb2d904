merit run show_month_by_month.merit

merit run date_no_day.merit

merit run no_day.merit

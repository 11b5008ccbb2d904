merit run show_office.merit

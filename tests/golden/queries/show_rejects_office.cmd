merit run show_rejects_office.merit

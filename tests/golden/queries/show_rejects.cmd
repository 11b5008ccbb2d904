merit run show_rejects.merit

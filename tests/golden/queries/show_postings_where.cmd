merit run show_postings_where.merit

merit run show_postings.merit

merit run run_terms.merit

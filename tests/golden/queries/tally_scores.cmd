merit run tally_scores.merit

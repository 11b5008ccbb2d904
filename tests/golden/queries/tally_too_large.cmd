merit run tally_too_large.merit

merit run tally_wrong.merit

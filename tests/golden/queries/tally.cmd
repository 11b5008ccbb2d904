merit run tally.merit

merit run tally_office.merit

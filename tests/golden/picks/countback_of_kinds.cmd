merit test countback_of_kinds.merit

merit run tally_wrong_zh.merit

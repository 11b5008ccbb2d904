merit run tally_zh.merit

merit test own_cycles.merit

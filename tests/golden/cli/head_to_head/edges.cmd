merit test edges.merit

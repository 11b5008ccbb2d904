merit test conduct.merit

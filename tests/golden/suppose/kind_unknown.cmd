merit run kind_unknown.merit

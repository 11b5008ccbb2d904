merit run field_missing.merit

merit run field_needed.merit

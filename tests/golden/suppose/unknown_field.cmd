merit run unknown_field.merit

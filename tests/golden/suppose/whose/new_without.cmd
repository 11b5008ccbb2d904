merit run new_without.merit

merit run altered.merit

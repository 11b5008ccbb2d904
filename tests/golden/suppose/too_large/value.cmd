merit run value.merit

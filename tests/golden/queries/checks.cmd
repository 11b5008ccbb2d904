merit run checks.merit

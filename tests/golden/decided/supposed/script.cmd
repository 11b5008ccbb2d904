merit run script.merit

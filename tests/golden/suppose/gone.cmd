merit run gone.merit

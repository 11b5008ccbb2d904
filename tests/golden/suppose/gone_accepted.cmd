merit run gone_accepted.merit

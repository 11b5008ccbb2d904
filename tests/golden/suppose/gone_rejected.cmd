merit run gone_rejected.merit

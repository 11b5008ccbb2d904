merit run gone_struck_twice.merit

merit check -a what_rules_do_wrong.merit

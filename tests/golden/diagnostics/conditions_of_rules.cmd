merit check -a conditions_of_rules.merit

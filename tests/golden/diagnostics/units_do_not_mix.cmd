merit check -a units_do_not_mix.merit

merit run data/closing.merit 月份=2018-11

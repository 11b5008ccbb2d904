merit score pack --roster roster_columns_that_may_be_slips.csv --events good.csv --period 2018-10

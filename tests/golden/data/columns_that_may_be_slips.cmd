merit score pack --roster roster.csv --events columns_that_may_be_slips.csv --period 2018-10

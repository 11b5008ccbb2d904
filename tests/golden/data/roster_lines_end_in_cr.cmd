merit score pack --roster roster_lines_end_in_cr.csv --events good.csv --period 2018-10

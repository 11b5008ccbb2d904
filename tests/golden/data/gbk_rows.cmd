merit score pack --roster roster.csv --events gbk_rows.csv --period 2018-10

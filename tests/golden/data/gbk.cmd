merit score pack --roster roster.csv --events gbk.csv --period 2018-10

merit score pack --roster roster.csv --events neither_utf8_nor_gbk.csv --period 2018-10

merit score total_of_quotients.merit --roster roster.csv --events total_of_quotients.csv --period 2018-01
merit why total_of_quotients.merit mean --roster roster.csv --events total_of_quotients.csv --period 2018-01 --person A

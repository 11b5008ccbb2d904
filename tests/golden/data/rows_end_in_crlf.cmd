merit score pack --roster roster.csv --events rows_end_in_crlf.csv --period 2018-10 --format json

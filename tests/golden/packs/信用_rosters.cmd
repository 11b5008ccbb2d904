merit score 信用.merit --roster 人.csv --roster 机构.csv --events 信用事项.csv --period 2024 --of 机构 --format csv
merit repl 信用.merit 人.csv 机构.csv 信用事项.csv
merit score 信用.merit --roster 机构.csv --roster 机构=人.csv --events 信用事项.csv --period 2024 --of 机构 --format csv

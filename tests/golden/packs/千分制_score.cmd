merit score 千分制.merit --roster 名册.csv --events 事件.csv --period 2024 --format csv

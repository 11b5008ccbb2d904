merit why 千分制.merit 等次名 --roster 名册.csv --events 事件.csv --period 2024 --person 3

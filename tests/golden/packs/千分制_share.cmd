merit why 千分制.merit 单位奖 --roster 名册.csv --events 事件.csv --period 2024 --person 1

merit score 记分.merit --roster 驾驶证.csv --events 违法.csv --period 2022-07-01

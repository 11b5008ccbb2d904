merit why 记分.merit 周期记分 --roster 驾驶证.csv --events 违法.csv --period 2022-07-01 --person A-1

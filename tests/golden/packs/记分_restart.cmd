merit why 记分.merit 证照状态 --roster 驾驶证.csv --events 违法.csv --period 2022-08-04 --person A-2

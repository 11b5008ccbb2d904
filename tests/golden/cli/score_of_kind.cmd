merit score data/small.merit --roster data/roster.csv --events data/events.csv --period 2018-10 --of 人员 --person 张三

merit mutate files/zh.merit --lang zh

merit why 信用.merit 综合 --roster 机构=机构.csv --roster 人=人.csv --events 信用事项.csv --period 2024 --person 乙
merit why 信用.merit 所属 --roster 机构=机构.csv --roster 人=人.csv --events 信用事项.csv --period 2024 --person 乙
merit why 信用.merit 奖励 --roster 机构=机构.csv --roster 人=人.csv --events 信用事项.csv --period 2024 --person 戊
merit score 信用.merit --roster 机构=机构.csv --roster 人=人.csv --events 信用事项.csv --period 2024 --of 人 --format csv
merit readback 信用.merit 综合 所属 奖励 机构不佳

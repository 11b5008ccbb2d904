merit test terms.merit
merit score terms.merit --roster terms-roster.csv --events terms-events.csv --period "term autumn" --format csv
merit score terms.merit --roster terms-roster.csv --events terms-events.csv --period "学期 “autumn 2”"
merit score terms.merit --roster terms-roster.csv --events terms-events.csv --period term --score mark --format csv
merit score terms.merit --roster terms-roster.csv --events terms-events.csv --period "fortnight 1..fortnight 2" --format csv
merit score terms.merit --roster terms-roster.csv --events terms-events.csv --period "term 2024-01-25"
merit why terms.merit mark --roster terms-roster.csv --events terms-events.csv --period "term 2024" --person B
merit why terms.merit mark --roster terms-roster.csv --events terms-events.csv --period spring --person B

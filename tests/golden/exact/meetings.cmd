merit score meetings.merit --roster teams.csv --events meetings.csv --period 2018

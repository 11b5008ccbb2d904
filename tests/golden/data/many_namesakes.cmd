merit score pack --roster many_namesakes_roster.csv --events many_namesakes.csv --period 2018-10

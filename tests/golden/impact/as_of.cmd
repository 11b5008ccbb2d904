merit impact files/amended.merit --over 2018-02..2018-03 --roster files/roster.csv --events files/events.csv --as-of 2018-03-05

MERIT_LANG=zh merit impact files/amended.merit --over 2018-02 --roster files/roster.csv --events files/events.csv

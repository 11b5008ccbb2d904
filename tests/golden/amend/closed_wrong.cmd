merit score "$ROOT/tests/golden/amend/closed/rules.merit" -r "$ROOT/tests/golden/amend/closed/roster.csv" -e "$ROOT/tests/golden/amend/closed/events.csv" -p 2019-02 --closed-through January

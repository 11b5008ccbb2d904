# 520 fields and two more: what a rule says is told apart for the first 512 things that rules look
# at. The gap at 10 minutes of `length`, looked at first, is found; that of `delay`, behind all
# others, is not said.
awk 'BEGIN {
    print "subject person end"
    print "event late\n  length: minutes\n  delay: minutes"
    for (i = 0; i < 520; i++) print "  f" i ": minutes optional"
    print "end"
    for (i = 0; i < 6; i++) print "section s" i " each month base 40 points end"
    print "rule brief when late where length below 10 minutes deduct 1 point from s4 end"
    print "rule long when late where length above 10 minutes deduct 2 points from s4 end"
    for (r = 0; r < 4; r++) {
        print "rule r" r " when late where f" r * 130 " is known"
        for (i = r * 130 + 1; i < r * 130 + 130; i++) print "  and f" i " is known"
        print "  deduct 1 point from s" r " end"
    }
    print "rule soon when late where delay below 10 minutes deduct 1 point from s5 end"
    print "rule late_on when late where delay above 10 minutes deduct 2 points from s5 end"
    print "test \"late\" given person A given 2018-01-05 late A length = 5 delay = 5"
    print "  expect s4 of A in 2018-01 = 39 points end"
}'

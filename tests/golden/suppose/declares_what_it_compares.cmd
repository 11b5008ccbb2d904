# A supposition may declare what it compares; one that compares what there is not is told.
cd "$TMP" && printf 'id,name\nA,徐萍\n' >people.csv && printf 'date,kind,person\n2018-10-08,late,A\n2018-10-09,late,A\n2018-10-10,gone,A\n' >events.csv
cat >rules.merit <<'END'
subject person/人员 end
event late/迟到 end
event gone/缺勤 end
section duty/本职 each month base 40 points end
rule late_rule when late deduct 1 point from duty end
rule weak_rule when duty below 39 points notice "weak" end
suppose "a score of its own"
  score twice each month = 2 * duty end
  compare twice in 2018-10
end
suppose "what there is not" compare nothing in 2018-10 end
END
merit check rules.merit
sed -i '/what there is not/d' rules.merit
cat >ask.merit <<'END'
use "rules.merit"
roster "people.csv"
events "events.csv"
show duty in 2018-10 where count of late at least 2
near weak_rule in 2018-10
END
merit run ask.merit

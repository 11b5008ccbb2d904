/* What if, of what hangs on others, on the order, on decisions: as after editing the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/overlay.h"

#define OTHER_LOG                                                                                  \
    "id,date,recorded,kind,person,office,minutes,worth,decided,part,excused,count,note\n"          \
    "e1,2018-01-05,,late,A,,5,,,,,,bus\n"                                                          \
    "e2,2018-01-06,,late,A,,75,,,,,,\n"                                                            \
    "e3,2018-01-07,,praise,C,,,2,,,,,\n"                                                           \
    "e4,2018-01-08,,late,A,,15,,,,,2,\n"                                                           \
    "e5,2018-02-01,2018-02-03,late,B,,,,,,,,\n"                                                    \
    "e6,2018-02-02,,conduct,A,,,,,,,,\n"                                                           \
    "e7,2018-03-03,,conduct,D,,,,20,,,,\n"                                                         \
    "e8,2018-03-04,,damage,D,,,,,x,,3,\n"                                                          \
    "e9,2018-03-05,,damage,C,,,,,x,,,\n"                                                           \
    "e10,2018-08-09,,visit,,O2,,,,,,,\n"                                                           \
    "e11,2018-08-10,,praise,B,,,5,,,,,\n"                                                          \
    "e12,2018-04-01,,late,E,,9,,,,,,tram\n"                                                        \
    "e13,2018-05-02,,course,A,,,,,,,,\n"                                                           \
    "e14,2018-09-02,,damage,A,,,,,y,,,\n"

static const Pack ORDERED = {
    {"subject person role: one of head, staff office: office optional leader: person optional\n"
     "  since: date on roster from joined until left end\n"
     "subject office head: person optional size: number default 1 end\n"
     "every event excused: yes or no default no count: occurrences default 1 end\n"
     "event late minutes: minutes optional note: text optional end\n"
     "event praise worth: number end\n"
     "event conduct end\n"
     "event damage part: text optional end\n"
     "event course end\n"
     "event visit office: office end\n"
     "period cycle of person each 12 months from since end\n"
     "section duty each month base 40 points floor 0 points end\n"
     "section record each year base 100 points end\n"
     "section points_of each cycle base 0 points end\n"
     "section visits of office each quarter base 0 points end\n"
     "rule r_late when late deduct 1 point from duty cap 2 points each month end\n"
     "rule r_first when late deduct 2 points from record end\n"
     "rule r_second when late where minutes above 10 minutes deduct 3 points from record end\n"
     "selection one_only heaviest 1 of r_first, r_second each person, month end\n"
     "rule r_conduct when conduct charge person charge 50% to leader\n"
     "  deduct between 10 points and 50 points as decided from record end\n"
     "rule r_bad when conduct add 6 points to points_of hold pay at most 700 yuan end\n"
     "rule r_late_points when late add 2 points to points_of end\n"
     "rule r_full when late reaching 6 points of points_of in cycle notice \"full\" end\n"
     "rule r_course when course restart points_of end\n"
     "rule r_damage when damage deduct 60 points from record shared by part end\n"
     "rule r_praise when praise charge others of same office add worth * 1 point to duty end\n"
     "rule r_run when late run of 3 times deduct 5 points from duty end\n"
     "rule r_visit when visit by occurrence in year 1 \xe2\x86\x92 add 1 point to visits\n"
     "  2.. \xe2\x86\x92 add 5 points to visits end\n"
     "rule r_again when late where duty below 37 points deduct 1 point from record end\n"
     "rule r_missing when missing praise in month deduct 1 point from record cap 3 points each "
     "year end\n"
     "score pay each month = duty * 20 yuan/point end\n"
     "score longest each month = highest of late.minutes end\n"
     "score pool each month = 100 yuan * share of (duty across office)\n"
     "  rounded down to 1 yuan keeping total across office end\n"
     "score annual each year = record + average of duty end\n"
     "rank place by annual end\n"
     "grade verdict by place good: top 50% ties out fair: annual at least 100 points\n"
     "  poor: otherwise end\n",
     "id,name,role,office,leader,since,joined,left\n"
     "A,\xe7\x94\xb2,staff,O1,B,2017-03-15,,\n"
     "B,\xe4\xb9\x99,head,O1,,2016-01-01,,\n"
     "C,\xe4\xb8\x99,staff,O2,D,2017-02-28,,2018-06-30\n"
     "D,\xe4\xb8\x81,head,O2,B,2017-01-01,,\n"
     "E,\xe6\x88\x8a,staff,O2,,2018-01-01,,2018-04-10\n",
     OFFICES_FILE, OTHER_LOG}};

static const Edit ORDERED_EDITS[] = {
    {"change r_late: cap 3 points each month", false, {{RULES, "cap 2 points", "cap 3 points"}}},
    {"change one_only: heaviest 2 of r_first, r_second",
     false,
     {{RULES, "heaviest 1", "heaviest 2"}}},
    {"change r_conduct: charge person",
     false,
     {{RULES, "charge person charge 50% to leader", "charge person"}}},
    {"repeal r_conduct",
     false,
     {{RULES,
       "rule r_conduct when conduct charge person charge 50% to leader\n"
       "  deduct between 10 points and 50 points as decided from record end\n",
       ""},
      {LOG, "D,,,,20,,", "D,,,,,,"}}},
    {"change r_full: reaching 4 points of points_of in cycle",
     false,
     {{RULES, "reaching 6 points", "reaching 4 points"}}},
    {"change r_run: run of 2 times", false, {{RULES, "run of 3 times", "run of 2 times"}}},
    {"change r_again: when late where duty below 40 points",
     false,
     {{RULES, "duty below 37", "duty below 40"}}},
    {"change pool: rounded down to 5 yuan keeping total across office",
     false,
     {{RULES, "to 1 yuan keeping", "to 5 yuan keeping"}}},
    {"change verdict: good: top 50% ties in fair: annual at least 100 points poor: otherwise",
     false,
     {{RULES, "ties out", "ties in"}}},
    {"change place: by annual lowest first",
     false,
     {{RULES, "place by annual", "place by annual lowest first"}}},
    {"change r_bad: hold pay at most 650 yuan", false, {{RULES, "most 700", "most 650"}}},
    {"strike e2, e8",
     false,
     {{LOG, "e2,2018-01-06,,late,A,,75,,,,,,\n", ""},
      {LOG, "e8,2018-03-04,,damage,D,,,,,x,,3,\n", ""}}},
    {"strike e6, e13",
     false,
     {{LOG, "e6,2018-02-02,,conduct,A,,,,,,,,\n", ""},
      {LOG, "e13,2018-05-02,,course,A,,,,,,,,\n", ""}}},
    {"alter e7 decided = 30 points", false, {{LOG, "D,,,,20,,", "D,,,,30,,"}}},
    {"alter e6 decided = 10 points", false, {{LOG, "conduct,A,,,,,", "conduct,A,,,,10,"}}},
    {"alter e9 part = \"y\"", false, {{LOG, "damage,C,,,,,x", "damage,C,,,,,y"}}},
    {"alter e9 date = 2018-01-31 kind = late",
     false,
     {{LOG, "e9,2018-03-05,,damage,C,,,,,x", "e9,2018-01-31,,late,C,,,,,"}}},
    {"given 2018-12-09 visit O1 given 2018-12-10 visit O2",
     false,
     {{LOG, NULL, "+1,2018-12-09,,visit,,O1,,,,,,,\n+2,2018-12-10,,visit,,O2,,,,,,,\n"}}},
    {"given 2018-05-03 conduct \xe4\xb9\x99 given 2018-05-03 late \xe4\xb9\x99 minutes = 3 minutes "
     "count = 2",
     false,
     {{LOG, NULL, "+1,2018-05-03,,conduct,B,,,,,,,,\n+2,2018-05-03,,late,B,,3,,,,,2,\n"}}},
    {"given person A since = 2018-01-06 strike e1",
     false, /* which has no cycle any more */
     {{PERSONS, "2017-03-15", "2018-01-06"}, {LOG, "e1,2018-01-05,,late,A,,5,,,,,,bus\n", ""}}},
    {"given person A since = 2018-01-05", false, {{PERSONS, "2017-03-15", "2018-01-05"}}},
    {"given person \xe4\xb8\x81 leader = A from 2018-03-01",
     false,
     {{PERSONS, "B,2017-01-01,,", "B,2017-01-01,,2018-02-28"},
      {PERSONS, NULL, "D,\xe4\xb8\x81,head,O2,A,2017-01-01,2018-03-01,\n"}}},
    {"event early end rule r_early when early add 3 points to duty end given 2018-01-09 early A",
     false,
     {{RULES, NULL, "event early end rule r_early when early add 3 points to duty end\n"},
      {LOG, NULL, "+1,2018-01-09,,early,A,,,,,,,,\n"}}},
    {"event early end rule r_early when early add 3 points to duty end "
     "given person F role = head since = 2018-01-01 given 2018-01-09 early F strike e1",
     false,
     {{RULES, NULL, "event early end rule r_early when early add 3 points to duty end\n"},
      {PERSONS, NULL, "F,,head,,,2018-01-01,,\n"},
      {LOG, "e1,2018-01-05,,late,A,,5,,,,,,bus\n", "f1,2018-01-09,,early,F,,,,,,,,\n"}}},
};

static void what_hangs_on_others_changes_as_in_the_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ORDERED_EDITS / sizeof *ORDERED_EDITS; i++)
        assert_overlay(&ORDERED, &ORDERED_EDITS[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_hangs_on_others_changes_as_in_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

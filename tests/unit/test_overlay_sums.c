/* What if, of sums, ratios and rules on scores: as after editing the files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/overlay.h"

#define PERSONS_FILE                                                                               \
    "id,name,role,office,leader,since,joined,left\n"                                               \
    "A,,staff,O1,B,2017-03-15,,\n"                                                                 \
    "B,,head,O1,,2016-01-01,,\n"                                                                   \
    "C,,staff,O2,D,2018-02-28,,2018-06-30\n"                                                       \
    "D,,head,O2,B,2017-01-01,,\n"                                                                  \
    "E,,staff,,,2018-01-01,,2018-04-10\n"                                                          \
    "G,,staff,O1,,2018-01-01,2018-01-01,2018-03-31\n"                                              \
    "G,,head,O1,,2018-01-01,2018-04-01,\n"
#define LOG_FILE                                                                                   \
    "id,date,recorded,kind,person,office,minutes,worth,mark,excused,count\n"                       \
    "e1,2018-01-05,,late,A,,5,,,,\n"                                                               \
    "e2,2018-01-06,,late,A,,75,,,,\n"                                                              \
    "e3,2018-01-07,,praise,C,,,2,,,\n"                                                             \
    "e4,2018-01-08,,late,A,,15,,,,2\n"                                                             \
    "e5,2018-02-01,2018-02-03,late,B,,,,,,\n"                                                      \
    "e6,2018-02-02,,audit,,O1,,,40,,\n"                                                            \
    "e7,2018-03-03,,absent,D,,,,,yes,\n"                                                           \
    "e8,2018-03-04,,absent,D,,30,,,,3\n"                                                           \
    "e9,2018-08-05,,absent,B,,30,,,,4\n"                                                           \
    "e10,2018-08-09,,audit,,O2,,,,,\n"                                                             \
    "e11,2018-08-10,,praise,B,,,5,,,\n"                                                            \
    "e12,2018-04-01,,late,E,,9,,,,\n"
#define KINDS                                                                                      \
    "subject person role: one of head, staff office: office optional leader: person optional\n"    \
    "  since: date optional on roster from joined until left end\n"                                \
    "subject office head: person optional size: number default 1 end\n"                            \
    "every event excused: yes or no default no count: occurrences default 1 end\n"                 \
    "event late minutes: minutes default 0 minutes end\n"                                          \
    "event absent minutes: minutes default 60 minutes end\n"                                       \
    "event praise worth: number end\n"                                                             \
    "event audit office: office mark: points between 0 points and 100 points default 50 end\n"

static const Pack SUMS = {
    {KINDS "section duty each month base 40 points floor 0 points end\n"
           "section extra each month base 10 points end\n"
           "section quality of office each month base 50 points cap 60 points end\n"
           "section year_points each year base 0 points end\n"
           "period term \"spring\" from 2018-02-26 until 2018-07-05\n"
           "  \"autumn\" from 2018-08-02 until 2018-12-31 end\n"
           "section lessons each term base 5 points end\n"
           "rule r_lesson when praise add 1 point to lessons end\n"
           "score lessons_before each term = total of (lessons in previous term) end\n"
           "rule r_late when late deduct 1 point from duty notice \"late\" end\n"
           "rule r_long when late where minutes at least 60 minutes treat as absent end\n"
           "rule r_absent when absent deduct 3 points from duty end\n"
           "rule r_void when late or absent where excused void end\n"
           "rule r_praise when praise add 10 points / worth to extra end\n"
           "rule r_audit when audit add audit.mark / 7 to quality end\n"
           "rule r_often when late reaching 3 times in month deduct 2 points from year_points end\n"
           "rule r_weak when duty below 38 points deduct 1 point from extra notice \"weak\" end\n"
           "rule r_weak from 2018-07-01 when duty below 30 points deduct 2 points from extra end\n"
           "score pay each month = duty * 20 yuan/point rounded down to 1 yuan end\n"
           "score rate each month = 1 point / (extra - 10 points) end\n"
           "score lates each month = count of late end\n"
           "score marks of office each month = average of audit.mark end\n"
           "score so_far each month = total of (pay in year) end\n"
           "score before each month = average of (duty in previous month) end\n"
           "score mean each month = average of (duty across office) end\n"
           "score under_us of office each month = average of (duty under office) end\n"
           "score annual each year = average of duty + year_points end\n"
           "rank place by annual then by year_points within role end\n"
           "grade verdict by place good: top 50% ties in fair: annual at least 39 points\n"
           "  poor: otherwise end\n"
           "grade standing by quality good: quality at least 55 points poor: otherwise end\n",
     PERSONS_FILE, OFFICES_FILE, LOG_FILE}};

static const Edit SUM_EDITS[] = {
    {"change r_late: deduct 2.5 points from duty",
     true,
     {{RULES, "deduct 1 point from duty", "deduct 2.5 points from duty"}}},
    {"change r_praise: add 12 points / worth to extra",
     true,
     {{RULES, "10 points / worth", "12 points / worth"}}},
    {"change r_audit: add audit.mark / 8 to quality",
     false, /* other fractions */
     {{RULES, "mark / 7", "mark / 8"}}},
    {"change r_weak: deduct 2 points from extra",
     true,
     {{RULES, "deduct 1 point from extra", "deduct 2 points from extra"}}},
    {"change r_weak: when duty below 20 points",
     true,
     {{RULES, "duty below 38", "duty below 20"}, {RULES, "duty below 30", "duty below 20"}}},
    {"repeal r_weak",
     true,
     {{RULES,
       "rule r_weak when duty below 38 points deduct 1 point from extra notice \"weak\" end\n", ""},
      {RULES,
       "rule r_weak from 2018-07-01 when duty below 30 points deduct 2 points from extra end\n",
       ""}}},
    {"change r_late: from 2018-02-01 deduct 4 points from duty",
     true,
     {{RULES, NULL,
       "rule r_late from 2018-02-01 when late deduct 4 points from duty notice \"late\" end\n"}}},
    {"suspend r_absent from 2018-03-01 until 2018-03-31",
     true,
     {{RULES, "rule r_absent", "rule r_absent until 2018-02-28"},
      {RULES, NULL, "rule r_absent from 2018-04-01 when absent deduct 3 points from duty end\n"}}},
    {"rule r_slow when lates at least 2 times deduct 1 point from extra end",
     true,
     {{RULES, NULL, "rule r_slow when lates at least 2 times deduct 1 point from extra end\n"}}},
    {"change pay: rounded down to 50 yuan", true, {{RULES, "down to 1 yuan", "down to 50 yuan"}}},
    {"change duty: floor 38 points", true, {{RULES, "floor 0 points", "floor 38 points"}}},
    {"change quality: cap 52 points", true, {{RULES, "cap 60 points", "cap 52 points"}}},
    {"change so_far: = total of (pay in quarter)",
     true,
     {{RULES, "(pay in year)", "(pay in quarter)"}}},
    {"change mean: = 1 point + average of (duty across office)",
     true,
     {{RULES, "average of (duty across", "1 point + average of (duty across"}}},
    {"change standing: good: quality at least 57 points poor: otherwise",
     true,
     {{RULES, "at least 55 points", "at least 57 points"}}},
    {"change place: by year_points within role",
     true,
     {{RULES, "by annual then by year_points", "by year_points"}}},
    {"strike e2", true, {{LOG, "e2,2018-01-06,,late,A,,75,,,,\n", ""}}},
    {"strike e6, e7, e11",
     true,
     {{LOG, "e6,2018-02-02,,audit,,O1,,,40,,\ne7,2018-03-03,,absent,D,,,,,yes,\n", ""},
      {LOG, "e11,2018-08-10,,praise,B,,,5,,,\n", ""}}},
    {"given 2018-02-03 audit O1 mark = 77 points given 2018-02-03 late D minutes = 61",
     true,
     {{LOG, NULL, "+1,2018-02-03,,audit,,O1,,,77,,\n+2,2018-02-03,,late,D,,61,,,,\n"}}},
    {"alter e3 kind = late", true, {{LOG, "praise,C,,,2,", "late,C,,,,"}}},
    {"alter e11 date = 2018-02-28 worth = 7 person = \"A\"",
     true,
     {{LOG, "e11,2018-08-10,,praise,B,,,5", "e11,2018-02-28,,praise,A,,,7"}}},
    {"alter e5 date = 2018-03-01", true, {{LOG, "e5,2018-02-01", "e5,2018-03-01"}}},
    {"alter e12 person = D minutes = 90 minutes excused = no",
     true,
     {{LOG, "late,E,,9", "late,D,,90"}}},
    {"alter e7 excused = no count = 4 strike e8 given 2018-03-01 praise E worth = 3 alter \"+1\" "
     "person = B date = 2018-10-01",
     true,
     {{LOG, "absent,D,,,,,yes,", "absent,D,,,,,no,4"},
      {LOG, "e8,2018-03-04,,absent,D,,30,,,,3\n", ""},
      {LOG, NULL, "+1,2018-10-01,,praise,B,,,3,,,\n"}}},
    {"given person E left = 2018-05-31 given 2018-05-10 late E",
     false,
     {{PERSONS, "2018-04-10", "2018-05-31"}, {LOG, NULL, "+1,2018-05-10,,late,E,,,,,,\n"}}},
    {"given person E role = head from 2018-02-01 given person A joined = 2018-01-02",
     false,
     {{PERSONS, "E,,staff,,,2018-01-01,,2018-04-10", "E,,staff,,,2018-01-01,,2018-01-31"},
      {PERSONS, NULL, "E,,head,,,2018-01-01,2018-02-01,2018-04-10\n"},
      {PERSONS, "B,2017-03-15,,", "B,2017-03-15,2018-01-02,"}}},
    {"given person F role = staff office = O2 joined = 2018-02-01 "
     "given person F role = head leader = A from 2018-03-01 given 2018-03-02 late F",
     false,
     {{PERSONS, NULL, "F,,staff,O2,,,2018-02-01,2018-02-28\nF,,head,O2,A,,2018-03-01,\n"},
      {LOG, NULL, "+1,2018-03-02,,late,F,,,,,,\n"}}},
    {"given office O3 head = A size = 3 given person A office = O3 from 2018-06-01",
     false,
     {{OFFICES, NULL, "O3,,A,3\n"},
      {PERSONS, "A,,staff,O1,B,2017-03-15,,", "A,,staff,O1,B,2017-03-15,,2018-05-31"},
      {PERSONS, NULL, "A,,staff,O3,B,2017-03-15,2018-06-01,\n"}}},
    {"given person G office = O2 from 2018-05-01 given person G leader = B",
     false,
     {{PERSONS, "G,,staff,O1,,2018-01-01,2018-01-01,2018-03-31\n",
       "G,,staff,O1,B,2018-01-01,2018-01-01,2018-03-31\n"},
      {PERSONS, "G,,head,O1,,2018-01-01,2018-04-01,\n",
       "G,,head,O1,B,2018-01-01,2018-04-01,2018-04-30\nG,,head,O2,B,2018-01-01,2018-05-01,\n"}}},
    {"given person G joined = 2018-02-01 left = 2018-03-15",
     false,
     {{PERSONS, "2018-01-01,2018-03-31\n", "2018-02-01,2018-03-15\n"},
      {PERSONS, "G,,head,O1,,2018-01-01,2018-04-01,\n", ""}}},
    {"given person G joined = 2017-12-01",
     false,
     {{PERSONS, "2018-01-01,2018-03-31\n", "2017-12-01,2018-03-31\n"}}},
    {"given person G left = 2017-12-31 given person G leader = B",
     false, /* there never was one */
     {{PERSONS, "G,,staff,O1,,2018-01-01,2018-01-01,2018-03-31\n", ""},
      {PERSONS, "G,,head,O1,,2018-01-01,2018-04-01,\n", ""}}},
    {"change r_void: when late or absent where excused or minutes above 70 minutes",
     false,
     {{RULES, "absent where excused", "absent where excused or minutes above 70 minutes"}}},
    {"change r_long: when late where minutes at least 80 minutes",
     false,
     {{RULES, "minutes at least 60", "minutes at least 80"}}},
    {"change marks: = highest of audit.mark",
     false,
     {{RULES, "average of audit.mark", "highest of audit.mark"}}},
    {"rule r_run when duty below 39 points run of 2 months deduct 1 point from extra end",
     false,
     {{RULES, NULL,
       "rule r_run when duty below 39 points run of 2 months deduct 1 point from extra end\n"}}},
    {NULL, true, {{RULES, "deduct 1 point from duty", "deduct 2 points from duty"}}},
    {NULL,
     false, /* as many of them, but other ones */
     {{RULES, "score lates each month = count of late end\n", ""},
      {RULES, NULL, "score later each month = count of late end\n"}}},
    {NULL, false, {{RULES, "score lates each month", "score lates each quarter"}}},
    {NULL, false, {{RULES, "count of late end", "count of (late in year) end"}}},
    {NULL, false, {{RULES, "count of late end", "highest of late.minutes end"}}},
    {NULL, false, {{RULES, "in previous month", "in last 3 months"}}},
    {NULL,
     false,
     {{RULES, "rate each month = 1 point / (extra - 10 points)", "rate each month = 1"}}},
    {NULL,
     true,
     {{RULES, "so_far each month = total of (pay in year)", "so_far each month = pay"}}},
    {"rule r_year when extra below 10 points deduct 1 point from year_points end",
     false,
     {{RULES, NULL,
       "rule r_year when extra below 10 points deduct 1 point from year_points end\n"}}},
};

static void sums_change_as_in_the_files(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof SUM_EDITS / sizeof *SUM_EDITS; i++)
        assert_overlay(&SUMS, &SUM_EDITS[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_change_as_in_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

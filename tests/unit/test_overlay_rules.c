/* Other rules over the same files: as a run of them from the start, whatever they declare of data.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/overlay.h"

static const Pack DECLARED = {
    {"subject person role: one of head, staff wage: yuan default 100 leader: person optional\n"
     "  hired: date other_day: date portion: percent default 10%\n"
     "  on roster from joined until left end\n"
     "subject office end\n"
     "every event count: occurrences default 1 end\n"
     "event late person: person\n"
     "  minutes: minutes between 5 minutes and 90 minutes default 6 minutes\n"
     "  note: text optional end\n"
     "event audit office: office mark: number end\n"
     "period fortnight each 14 days from 2018-01-01 end\n"
     "period cycle of person each 12 months from hired end\n"
     "period term \"spring\" from 2018-02-26 until 2018-07-05\n"
     "  \"autumn\" from 2018-09-02 until 2018-12-31 end\n"
     "section duty each month base 40 points end\n"
     "section extra each fortnight base 1 point end\n"
     "section lessons each term base 5 points end\n"
     "section demerits each cycle base 0 points end\n"
     "rule r_late when late deduct 0.1 points * minutes from duty deduct 1 point from extra\n"
     "  deduct 1 point from lessons end\n"
     "rule r_noted when late where note is known deduct 2 points from duty\n"
     "  add 1 point to demerits end\n"
     "score pay each month = wage end\n"
     "score heads each month = if role is head then 1 else 0 end\n"
     "score part each month = duty * portion end\n"
     "score marks of office each month = total of audit.mark end\n",
     "id,role,wage,leader,hired,other_day,portion,joined,started,left,ended\n"
     "A,head,,,2017-01-10,2017-05-05,5,,,,\n"
     "B,staff,120,,2017-02-01,2017-05-05,,2018-01-15,2018-01-10,,2018-10-31\n",
     "id\nO1\n",
     "id,date,kind,person,office,minutes,mark,note,count,excused\n"
     "e1,2018-01-20,late,A,,10,,,,\n"
     "e2,2018-03-01,late,B,,,,bus,2,\n"
     "e3,2018-03-02,audit,,O1,,7,,,\n"}};

static const Edit OTHER_RULES[] = {
    {NULL, false, {{RULES, "base 40 points", "base 41 points"}}},
    {NULL, false, {{RULES, "one of head, staff", "one of head, staff, chief"}}},
    {NULL, false, {{RULES, "one of head, staff", "one of staff, head"}}},
    {NULL, false, {{RULES, "one of head, staff", "one of head/负责人, staff"}}},
    {NULL, false, {{RULES, "default 100", "default 200"}}},
    {NULL, false, {{RULES, "wage: yuan", "wage: points"}}},
    {NULL, false, {{RULES, "wage: yuan default 100", "wage: yuan optional"}}},
    {NULL, false, {{RULES, "wage: yuan", "wage/salary: yuan"}}},
    {NULL, false, {{RULES, "leader: person", "leader: office"}}},
    {NULL, false, {{RULES, "portion: percent default 10%", "portion: number default 0.1"}}},
    {NULL, false, {{RULES, "from joined", "from started"}}},
    {NULL, false, {{RULES, "until left", "until ended"}}},
    {NULL, false, {{RULES, "subject person", "subject person/人员"}}},
    {NULL, false, {{RULES, "subject office end", "subject office end subject team end"}}},
    {NULL, false, {{RULES, "between 5 minutes", "between 4 minutes"}}},
    {NULL, false, {{RULES, "and 90 minutes", "and 100 minutes"}}},
    {NULL, false, {{RULES, " between 5 minutes and 90 minutes", ""}}},
    {NULL, false, {{RULES, "default 6 minutes", "default 7 minutes"}}},
    {NULL, false, {{RULES, "note: text optional", "note: text default \"none\""}}},
    {NULL, false, {{RULES, "event audit", "event praise end event audit"}}},
    {NULL, false, {{RULES, "event audit", "event audit/检查"}}},
    {NULL, false, {{RULES, "office: office mark: number", "mark: number office: office"}}},
    {NULL, false, {{RULES, "every event", "every event excused: yes or no default no"}}},
    {NULL, false, {{RULES, "14 days", "7 days"}}},
    {NULL, false, {{RULES, "14 days", "14 months"}}},
    {NULL, false, {{RULES, "14 days from 2018-01-01", "14 days from 2018-01-02"}}},
    {NULL, false, {{RULES, "from hired", "from other_day"}}},
    {NULL,
     false,
     {{RULES, "of person each 12 months from hired", "each 12 months from 2017-03-03"}}},
    {NULL,
     false,
     {{RULES, "of person each 12 months from hired", "\"all\" from 2018-01-01 until 2018-12-31"}}},
    {NULL,
     false,
     {{RULES, "until 2018-07-05", "until 2018-07-05 \"summer\" from 2018-07-06 until 2018-08-20"}}},
    {NULL,
     false,
     {{RULES, "period term", "period sprint each 5 days from 2018-01-01 end period term"}}},
    {NULL,
     false,
     {{RULES, "score heads each month = if role is head then 1 else 0 end",
       "section heads each month base 1 point end"}}},
    {NULL,
     false,
     {{RULES, "section duty each month", "section duty each quarter"},
      {RULES, "score part each month", "score part each quarter"}}},
    {NULL,
     false,
     {{RULES, "score marks of office each month = total of audit.mark end",
       "score marks each month = duty end"}}},
};

static void other_rules_read_the_files_as_from_the_start(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof OTHER_RULES / sizeof *OTHER_RULES; i++)
        assert_overlay(&DECLARED, &OTHER_RULES[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_rules_read_the_files_as_from_the_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

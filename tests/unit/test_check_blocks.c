/* What the checker says of fields, periods, rules, verdicts and tests, and what it refuses. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* --- fields and periods --- */

static void fields_hold_what_they_say(void **state)
{
    (void)state;
    assert_check_codes("event x y: points default 3 yuan end", "E0330");
    assert_check_codes("event x y: points between 0 and 10 default 11 end", "E0331");
    assert_check_codes("event x y: points between 0 and 10 default 10 end", "");
    assert_check_codes("event x y: text between 0 and 10 end", "E0332");
    assert_check_codes("event x y: points between 10 and 0 end", "E0333");
    assert_check_codes("event x y: one of a, b default c end", "E0317");
    assert_check_codes("event x y: one of a, b, a end", "E0322");
    assert_check_codes("event x y: text y: text end", "E0322");
    assert_check_codes("event x person: text end", "E0336");
}

static void columns_of_the_log_are_no_fields(void **state)
{
    (void)state;
    assert_check_codes("event x kind: text end", "E0321");
    assert_check_codes("event x date: date end", "E0321");
    assert_check_codes("event x decided: points end", "E0321");
    assert_check_codes("subject unit name: text end", "E0321");
    assert_check_codes("subject unit kind: text end", "");
}

static void cycles_need_a_length_and_a_start(void **state)
{
    (void)state;
    assert_check_codes("period p each 14 days from 2024-01-01 end", "");
    assert_check_codes("period p of person each 12 months from hired end", "");
    assert_check_codes("period p of person each 12 months from hird end", "E0315");
    assert_check_codes("period p of person each 12 months from team end", "E0304");
    assert_check_codes("period p each 3 points from 2024-01-01 end", "E0408");
    assert_check_codes("period p each 12 months from hired end", "E0407");
    assert_check_codes("period month each 14 days from 2024-01-01 end", "E0312");
}

static void seasons_do_not_overlap(void **state)
{
    (void)state;
    assert_check_codes("period s \"a\" from 2024-01-01 until 2024-06-30 "
                       "\"b\" from 2024-07-01 until 2024-12-31 end",
                       "");
    assert_check_codes("period s \"a\" from 2024-01-01 until 2024-06-30 "
                       "\"b\" from 2024-06-30 until 2024-12-31 end",
                       "E0406");
    assert_check_codes("period s \"a\" from 2024-01-01 until 2023-06-30 end", "E0409");
}

static void a_cycle_of_one_kind_is_not_anothers(void **state)
{
    (void)state;
    assert_check_codes("subject unit end period p of person each 12 months from hired end\n"
                       "section x of unit each p end",
                       "E0327");
}

/* --- tables --- */

static void tables_are_checked_where_they_stand(void **state)
{
    (void)state;
    assert_check_codes("table t by rle head -> 1 end", "E0310");
    assert_check_codes("table t by role head -> 1, staf -> 2 end", "E0340");
    assert_check_codes("table t by role head -> 1 point, staff -> 2 yuan end", "E0357");
    assert_check_codes("table t by role head -> 1, staff -> 2, head -> 3 end", "E0345");
    assert_check_codes("table t by role otherwise -> 1, head -> 3 end", "E0410");
    assert_check_codes("table t by minutes 9 minutes..3 minutes -> 1 end", "E0333");
    assert_check_codes(
        "table t by role head -> 1, staff -> 2 end\nscore s each month = t[team] end", "E0346");
    assert_check_codes("table t by role head -> t[head] end", "E0405");
}

/* --- rules --- */

static void rules_charge_whom_the_section_belongs_to(void **state)
{
    (void)state;
    assert_check_codes("subject unit end section u of unit each month end\n"
                       "rule r when late deduct 1 point from u end",
                       "E0379");
    assert_check_codes("subject unit boss: person end event x unit: unit end\n"
                       "rule r when x charge unit.boss deduct 1 point from duty end",
                       "");
    assert_check_codes("subject unit boss: person end event x unit: unit end\n"
                       "rule r when x charge unit charge unit.boss notice \"x\" end",
                       "E0378");
    assert_check_codes("subject unit end event x unit: unit end\n"
                       "rule r when x or late notice \"x\" end",
                       "E0366");
    assert_check_codes("rule r when late charge 0% to leader notice \"x\" end", "E0374");
}

static void a_cap_is_over_postings_of_one_unit_and_one_sign(void **state)
{
    (void)state;
    assert_check_codes("rule r when late deduct 1 point from duty deduct 1 point from work\n"
                       "cap 9 points each month cap 20 points each year end",
                       "");
    assert_check_codes("rule r when late deduct 1 point from duty add 1 point to extra\n"
                       "cap 9 points each month end",
                       "E0381");
    assert_check_codes("section pay each year base 0 yuan end\n"
                       "rule r when late deduct 1 point from duty deduct 1 yuan from pay\n"
                       "cap 9 points each month end",
                       "E0381");
    assert_check_codes("rule r when late deduct 1 point from duty cap 9 yuan each month end",
                       "E0303");
}

static void a_void_stands_alone(void **state)
{
    (void)state;
    assert_check_codes("rule r when late void notice \"x\" end", "E0370");
    assert_check_codes("rule r when late every 2 times in month void end", "E0370");
    assert_check_codes("rule r when monthly below 3 points void end", "E0372");
    assert_check_codes("rule r when late void end", "");
}

static void what_an_event_becomes_needs_its_fields(void **state)
{
    (void)state;
    assert_check_codes("rule r when late treat as survey end", "E0369");
    assert_check_codes("event later minutes: minutes end\nrule r when late treat as later end", "");
    assert_check_codes("subject unit end event x unit: unit end\nrule r when late treat as x end",
                       "E0366");
}

static void kinds_treated_as_each_other_make_a_circle(void **state)
{
    (void)state;
    assert_check_codes("rule r when late treat as late end", "E0425");
    assert_check_says(LANG_EN,
                      "event a end event b end event c end\n"
                      "rule r when a treat as b end rule s when b treat as c end\n"
                      "rule t when c treat as b end",
                      "kinds are treated as each other: c → b → c",
                      "delete one of the `treat as`, or give it a kind that stays as it is");
}

static void counters_count_what_they_name(void **state)
{
    (void)state;
    assert_check_codes("rule r when late reaching 3 times in year notice \"x\" end", "");
    assert_check_codes("rule r when late reaching 45 minutes of minutes in year notice \"x\" end",
                       "");
    assert_check_codes("rule r when late reaching 12 points of duty in month notice \"x\" end", "");
    assert_check_codes("rule r when late reaching 45 minutes in year notice \"x\" end", "E0303");
    assert_check_codes("subject unit end event x unit: unit end\n"
                       "rule r when any event every 2 times in year notice \"x\" end",
                       "E0375");
    assert_check_codes("rule r when late by occurrence in year 3..2 → notice \"x\" end", "E0333");
    assert_check_codes("rule r when late by occurrence in year 1 → void end", "E0370");
    assert_check_codes("rule r when late every 0 times in year notice \"x\" end", "E0335");
    assert_check_codes("rule r when late reaching 9 points of duty in month "
                       "deduct 1 point from duty end",
                       "E0393");
    assert_check_codes("rule r when late reaching 9 points of duty in year notice \"x\" end",
                       "E0394");
    assert_check_codes(
        "rule r when late reaching 9 points of duty in last 1 month notice \"x\" end", "E0394");
    assert_check_codes("table n by role head -> 3 times, staff -> 0 times end\n"
                       "rule r when late reaching n[role] in year notice \"x\" end",
                       "E0335");
    assert_check_codes("table n by role head -> 3 points, staff -> 1 point end\n"
                       "rule r when late reaching n[role] in year notice \"x\" end",
                       "E0303");
    assert_check_codes("table n by role head -> 3 times, staff -> 1 time end\n"
                       "rule r when late reaching n in year notice \"x\" end",
                       "E0320");
    assert_check_codes("rule r when late reaching 3 times in last 3 points notice \"x\" end",
                       "E0344");
}

/* --- verdicts --- */

static void verdicts_name_ties_and_shares_that_exist(void **state)
{
    (void)state;
    assert_check_codes("rank k by monthly ties out end", "E0361");
    assert_check_codes("rank k by monthly within rle end", "E0315");
    assert_check_codes("rank k by role end", "E0307");
    assert_check_codes("rank k by monthly end grade g by k a: top 150% ties in b: otherwise end",
                       "E0362");
    assert_check_codes("rank k by monthly end grade g by k a: top 1 ties share b: otherwise end",
                       "E0361");
    assert_check_codes("grade g by monthly a: top 1 b: otherwise end", "E0363");
    assert_check_codes("grade g by monthly a: minimum 1 b: otherwise end", "E0364");
    assert_check_codes("grade g by monthly a: otherwise b: monthly above 3 points end", "E0410");
}

/* --- tests --- */

#define A "given person A role = head "
#define T(lines)                                                                                   \
    "rule r when late deduct 1 point from duty end test \"t\" " A lines                            \
    " expect r not fired for A in 2017 end"

static void tests_name_what_is_declared_and_given(void **state)
{
    (void)state;
    assert_check_codes(T("given 2018-10-08 late A expect duty of A in 2018-10 = 59 points"), "");
    assert_check_codes(T("given 2018-10-08 lat A"), "E0310");
    assert_check_codes(T("given 2018-10-08 late B"), "E0701");
    assert_check_codes(T("given 2018-10-08 late"), "E0708");
    assert_check_codes(T("given 2018-10-08 late person = A"), "");
    assert_check_codes(T("given 2018-10-08 survey A"), "E0706");
    assert_check_codes(T("given 2018-10-08 survey A points = 101"), "E0331");
    assert_check_codes(T("given person A"), "E0705");
    assert_check_codes(T("given person B leader = C"), "E0701");
    assert_check_codes(T("given person B role = head role = staff"), "E0703");
    assert_check_codes(T("given person B rol = head"), "E0315");
    assert_check_codes(T("expect duti of A in 2018-10 = 59 points"), "E0310");
    assert_check_codes(T("expect duty of B in 2018-10 = 59 points"), "E0701");
    assert_check_codes(T("expect q not fired for A in 2018"), "E0310");
    assert_check_codes("test \"t\" " A " given 2018-10-08 late A end", "W0701");
    assert_check_codes(
        T("expect duty of B in 2018-10 = 1 point expect duty of B in 2018 = 1 point"),
        "E0701 E0702");
}

static void tests_expect_values_of_the_right_period_and_unit(void **state)
{
    (void)state;
    assert_check_codes(T("expect duty of A in 2018 = 59 points"), "E0702");
    assert_check_codes(T("expect extra of A in 2018-10 = 5 points"), "E0702");
    assert_check_codes(T("expect extra of A in 2018-10-08 = 5 points"), "");
    assert_check_codes(T("expect duty of A in 2018-10 = 59"), "E0303");
    assert_check_codes(T("expect duty of A in 2018-10 = 0"), "");
    assert_check_codes(T("expect duty of A in 2018-12..2018-10 = 59 points"), "E0409");
    assert_check_codes(T("expect r fired 1 point for A in 2018-10"), "E0335");
}

/* --- changes --- */

static void changes_are_checked_against_what_they_change(void **state)
{
    (void)state;
    assert_check_codes(
        "rule r when late deduct 1 point from duty end let x = 3 points end\n"
        "amendment 《N》 from 2019-01-01 change r: deduct 1 point * minutes from duty\n"
        "change x = 4 points repeal r end",
        "");
    assert_check_codes("rule r when late deduct 1 point from duty end let x = 3 points end\n"
                       "amendment 《N》 from 2019-01-01 change r: deduct 1 yuan from duty\n"
                       "change q: notice \"x\" change x = 4 yuan repeal z end",
                       "E0415 E0415 E0357 E0303");
}

static void ordinary_rules_are_not_refused(void **state)
{
    (void)state;
    assert_check_codes(
        "let x = 1 point end let x = 2 points from 2019-01-01 end\n"
        "table t by minutes 0 minutes.. -> 2 points end\n"
        "rule a when late unless case is known for role is head\n"
        "charge 50% to every level of leader where role is head\n"
        "deduct x + t[minutes] from duty end\n"
        "rule r when monthly below 9 points run of 3 months notice \"x\" end\n"
        "rule b when late run of 3 times notice \"x\" end\n"
        "rule c when monthly below 60 points deduct 1 point from extra end\n"
        "score s each year = total of (best 3 monthly) + average of survey.points\n"
        "+ median of (monthly in last 3 months) pro rata rounded up to 1 point end\n"
        "rank k by s within role, team then by extra ties dense lowest first end\n"
        "grade g by k a: s above 3 points top 10% minimum 1 ties in b: otherwise end",
        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_hold_what_they_say),
        cmocka_unit_test(columns_of_the_log_are_no_fields),
        cmocka_unit_test(cycles_need_a_length_and_a_start),
        cmocka_unit_test(seasons_do_not_overlap),
        cmocka_unit_test(a_cycle_of_one_kind_is_not_anothers),
        cmocka_unit_test(tables_are_checked_where_they_stand),
        cmocka_unit_test(rules_charge_whom_the_section_belongs_to),
        cmocka_unit_test(a_cap_is_over_postings_of_one_unit_and_one_sign),
        cmocka_unit_test(a_void_stands_alone),
        cmocka_unit_test(what_an_event_becomes_needs_its_fields),
        cmocka_unit_test(kinds_treated_as_each_other_make_a_circle),
        cmocka_unit_test(counters_count_what_they_name),
        cmocka_unit_test(verdicts_name_ties_and_shares_that_exist),
        cmocka_unit_test(tests_name_what_is_declared_and_given),
        cmocka_unit_test(tests_expect_values_of_the_right_period_and_unit),
        cmocka_unit_test(changes_are_checked_against_what_they_change),
        cmocka_unit_test(ordinary_rules_are_not_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

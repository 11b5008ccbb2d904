/* The same for lets, tables, periods, verdicts, tests and queries. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* --- declarations --- */

static void a_later_version_may_complete_the_name(void **state)
{
    (void)state;
    assert_check_codes("let most = 2 points from 2018-01-01 end\n"
                       "let most/最多 \"The most\" = 3 points from 2019-01-01 end\n"
                       "score s each month = 最多 - most end",
                       "");
    assert_check_codes("let most = 2 points from 2018-01-01 end\n"
                       "let 最多/most = 3 points from 2019-01-01 end\n"
                       "score s each month = 最多 - most end",
                       "");
    assert_check_codes("let most/最多 = 2 points from 2018-01-01 end\n"
                       "let most/更多 = 3 points from 2019-01-01 end",
                       "E0312");
    assert_check_codes("let most = 2 points from 2018-01-01 end\n"
                       "let most/duty = 3 points from 2019-01-01 end",
                       "E0312");
}

static void versions_of_a_name_hold_values_of_one_kind(void **state)
{
    (void)state;
    assert_check_codes("let a = 2 points from 2018-01-01 until 2018-12-31 end\n"
                       "let a = 2 yuan from 2019-01-01 end",
                       "E0357");
    assert_check_codes("let a = nothing from 2018-01-01 until 2018-12-31 end\n"
                       "let a = 2 yuan from 2019-01-01 end score s each month = a end",
                       "E0310");
    assert_check_codes("let a = 0 from 2018-01-01 until 2018-12-31 end\n"
                       "let a = 2 yuan from 2019-01-01 end score s each month = a + 1 yuan end",
                       "");
    assert_check_codes("let a = 0 from 2018-01-01 until 2018-12-31 end\n"
                       "let a = 2018-01-01 from 2019-01-01 end",
                       "E0357");
    assert_check_codes("let a = 2 yuan from 2018-01-01 until 2018-12-31 end\n"
                       "let a = 0 from 2019-01-01 end score s each month = a + 1 yuan end",
                       "");
}

static void a_table_has_keys_of_one_type_and_rows_in_order(void **state)
{
    (void)state;
    assert_check_codes("table t by role head → 1, staff → 2 end score s each month = t[role] end",
                       "");
    assert_check_codes("table t by nothing 1 → 1, otherwise → 2 end", "E0310");
    assert_check_codes("table t by role head → 1, otherwise → 2 end\n"
                       "score s each month = t[team] end",
                       "E0346");
    assert_check_codes("table t by role head → 1, otherwise → 2 end\n"
                       "score s each month = t[nothing] end",
                       "E0340");
    assert_check_codes("score s each month = nothing[role] end", "E0310");
    assert_check_codes("score s each month = duty[role] end", "E0320");
    assert_check_codes("table t by minutes 0 minutes..3 points → 1, otherwise → 2 end", "E0308");
    assert_check_codes("table t by minutes 5 minutes..3 minutes → 1, otherwise → 2 end", "E0333");
    assert_check_codes("table t by minutes 5 minutes..<5 minutes → 1, otherwise → 2 end", "");
    assert_check_codes("table t by role head → nothing, otherwise → 2 end", "E0310");
    assert_check_codes("table t by role otherwise → 2, head → 1 end", "E0410");
    assert_check_codes("table t by role head → 1, head → 1, otherwise → 2 end", "E0345");
    assert_check_codes("table t by role head → 0, staff → 2 points end\n"
                       "score s each month = t[role] + 1 point end",
                       "");
    assert_check_codes("table t by role head → 2 points, staff → 2 yuan end", "E0357");
}

static void periods_begin_somewhere_and_have_an_order(void **state)
{
    (void)state;
    assert_check_codes("period p each 0 days from 2018-01-01 end", "E0335");
    assert_check_codes("period p each 3 points from 2018-01-01 end", "E0408");
    assert_check_codes("period p each 3 days from hired end", "E0407");
    assert_check_codes("period p of person each 3 days from nothing end", "E0315");
    assert_check_codes("period p of person each 3 days from team end", "E0304");
    assert_check_codes("period p of nothing each 3 days from hired end", "E0310 E0407");
    assert_check_codes("period p \"a\" from 2018-01-01 until 2017-01-01 end", "E0409");
    assert_check_codes("period p \"a\" from 2018-01-01 until 2018-06-30\n"
                       "  \"a\" from 2019-01-01 until 2019-06-30 end",
                       "E0406");
    assert_check_codes("period p \"a\" from 2018-01-01 until 2018-06-30\n"
                       "  \"b\" from 2018-06-30 until 2019-06-30 end",
                       "E0406");
    assert_check_codes("period p \"a\" from 2018-01-01 until 2018-06-30\n"
                       "  \"b\" from 2018-07-01 until 2019-06-30 end",
                       "");
    assert_check_codes("period p \"b\" from 2018-07-01 until 2019-06-30\n"
                       "  \"a\" from 2018-01-01 until 2018-06-30 end",
                       "");
    assert_check_codes("period month each 3 days from 2018-01-01 end", "E0312");
    assert_check_codes("period p/月 each 3 days from 2018-01-01 end", "E0312");
}

static void ranks_and_grades_say_by_what(void **state)
{
    (void)state;
    assert_check_codes("rank r each month by nothing end", "E0310");
    assert_check_codes("rank r each month by role end", "E0307");
    assert_check_codes("rank r each month by monthly among nothing end", "E0310");
    assert_check_codes("rank r each month by monthly within nothing end", "E0315");
    assert_check_codes("rank r each month by monthly ties out end", "E0361");
    assert_check_codes("grade g by monthly good: monthly above 3 points good: otherwise end",
                       "E0322");
    assert_check_codes("grade g by monthly good/好: monthly above 3 points 好: otherwise end",
                       "E0322");
    assert_check_codes("grade g by nothing good: monthly above 3 points bad: otherwise end",
                       "E0310");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 0 ties out bad: otherwise end",
                       "E0362");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 101% ties out bad: otherwise end",
                       "E0362");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 1.5 ties out bad: otherwise end",
                       "E0362");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 2 points ties out bad: otherwise end",
                       "E0362");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 100% ties out rounded down bad: otherwise end",
                       "");
    assert_check_codes("rank r each month by monthly end\n"
                       "grade g by r good: top 1 ties share bad: otherwise end",
                       "E0361");
}

static void rounding_and_keeping_have_a_step_and_a_group(void **state)
{
    (void)state;
    assert_check_codes("score s each month = monthly rounded down to 0 points end", "E0359");
    assert_check_codes("score s each month = monthly rounded down to 1 yuan end", "E0304");
    assert_check_codes("score s each month = monthly rounded down to 1 point keeping total\n"
                       "  across nothing end",
                       "E0315");
    assert_check_codes("period p of person each 1 month from hired end\n"
                       "section w each p base 1 points end\n"
                       "score s each p = w rounded down to 1 point keeping total end",
                       "E0516");
    assert_check_codes("section w each month floor 3 points cap 2 points end", "E0384");
}

/* --- tests --- */

static void a_test_gives_what_is_declared(void **state)
{
    (void)state;
#define GIVE(rows)                                                                                 \
    "test \"t\" given person A hired = 2018-01-01 " rows                                           \
    " expect monthly of A in 2018-10 = 1 point end"
    assert_check_codes(GIVE(""), "");
    assert_check_codes(GIVE("given nothing B"), "E0310");
    assert_check_codes(GIVE("given 2018-10-01 nothing A"), "E0310");
    assert_check_codes(GIVE("given 2018-10-01 late A nothing = 3"), "E0315");
    assert_check_codes(GIVE("given 2018-10-01 late A minutes = yes"), "E0330");
    assert_check_codes(GIVE("given 2018-10-01 late A minutes = 3 minutes minutes = 4 minutes"),
                       "E0703");
    assert_check_codes(GIVE("given 2018-10-01 survey A"), "E0706");
    assert_check_codes(GIVE("given 2018-10-01 survey A points = 101"), "E0331");
    assert_check_codes(GIVE("given 2018-10-01 late"), "E0708");
    assert_check_codes(GIVE("given 2018-10-01 late person = A"), "");
    assert_check_codes(GIVE("given 2018-10-01 late B"), "E0701");
    assert_check_codes(GIVE("given person A"), "E0705");
    assert_check_codes(GIVE("given person C leader = B"), "E0701");
    assert_check_codes(GIVE("given person C joined = 2018-01-01 left = 2018-03-01"), "");
    assert_check_codes(GIVE("given person C joined = yes"), "E0352");
    assert_check_codes(GIVE("given person C hired = A"), "E0330");
    assert_check_codes(GIVE("given person C team = 7"), "");
    assert_check_codes(GIVE("given person C team = \"east\" role = head"), "");
    assert_check_codes(GIVE("given person C role = boss"), "E0317");
#undef GIVE
}

static void a_test_expects_what_is_declared(void **state)
{
    (void)state;
#define EXPECT(what)                                                                               \
    "rule r when late notice \"x\" end test \"t\" given person A expect " what " end"
    assert_check_codes(EXPECT("nothing of A in 2018-10 = 1 point"), "E0310");
    assert_check_codes(EXPECT("monthly of B in 2018-10 = 1 point"), "E0701");
    assert_check_codes(EXPECT("monthly of A in 2018-10 = 1 yuan"), "E0303");
    assert_check_codes(EXPECT("monthly of A in 2018-10 = role"), "E0310");
    assert_check_codes(EXPECT("monthly of A in 2018 = 1 point"), "E0702");
    assert_check_codes(EXPECT("monthly of A in 2018-10..2018-11 = 1 point"), "");
    assert_check_codes(EXPECT("monthly of A in 2018-11..2018-10 = 1 point"), "E0409");
    assert_check_codes(EXPECT("monthly of A in 2018-10-15 = 1 point"), "");
    assert_check_codes(EXPECT("monthly of A in month 3 = 1 point"), "E0702");
    assert_check_codes(EXPECT("monthly of A in year 3 = 1 point"), "E0702");
    assert_check_codes(EXPECT("monthly of A in nothing 3 = 1 point"), "E0318");
    assert_check_codes(EXPECT("monthly of A in 2018-10 between 2 points and 1 point"), "E0333");
    assert_check_codes(EXPECT("monthly of A in 2018-10 between 1 point and 1 point"), "");
    assert_check_codes(EXPECT("monthly of A in 2018-10 between 1 point and 1 yuan"), "E0303");
    assert_check_codes(EXPECT("monthly of A in 2018-10 between 1 yuan and 1 point"), "E0303");
    assert_check_codes(EXPECT("r fired 1 time for A in 2018-10"), "");
    assert_check_codes(EXPECT("r fired 0 times for A in 2018-10"), "");
    assert_check_codes(EXPECT("r fired 1.5 times for A in 2018-10"), "E0335");
    assert_check_codes(EXPECT("r fired 2 points for A in 2018-10"), "E0335");
    assert_check_codes(EXPECT("r fired 9223372036854775808 times for A in 2018-10"), "E0347");
    assert_check_codes(EXPECT("r not fired for B in 2018-10"), "E0701");
    assert_check_codes(EXPECT("r not fired for A in 2018"), "");
    assert_check_codes(EXPECT("r not fired for A in 2018-10-01..2018-10-03"), "");
    assert_check_codes(EXPECT("r not fired for A in month 3"), "E0702");
    assert_check_codes(EXPECT("r not fired for A in nothing 3"), "E0318");
    assert_check_codes(EXPECT("nothing not fired for A in 2018-10"), "E0310");
#undef EXPECT
    assert_check_codes("test \"t\" given person A end", "W0701");
}

static void a_test_names_seasons_and_cycles(void **state)
{
    (void)state;
#define TERMS                                                                                      \
    "period term \"spring\" from 2018-03-01 until 2018-07-31 \"autumn\" from 2018-09-01\n"         \
    "  until 2019-01-31 end\n"                                                                     \
    "period fortnight each 14 days from 2018-01-01 end\n"                                          \
    "period round of person each 1 month from hired end\n"                                         \
    "section w each term base 1 points end section f each fortnight base 1 points end\n"           \
    "section o each round base 1 points end rule r when late notice \"x\" end\n"                   \
    "test \"t\" given person A hired = 2018-01-31 given person B expect "
    assert_check_codes(TERMS "w of A in term \"spring\" = 1 point end", "");
    assert_check_codes(TERMS "w of A in term \"summer\" = 1 point end", "E0318");
    assert_check_codes(TERMS "w of A in fortnight 3 = 1 point end", "E0702");
    assert_check_codes(TERMS "w of A in 2018-10 = 1 point end", "E0702");
    assert_check_codes(TERMS "w of A in 2018-08-15 = 1 point end", "E0702");
    assert_check_codes(TERMS "w of A in 2018-10-15 = 1 point end", "");
    assert_check_codes(TERMS "f of A in fortnight 3 = 1 point end", "");
    assert_check_codes(TERMS "f of A in fortnight 0 = 1 point end", "E0335");
    assert_check_codes(TERMS "f of A in fortnight \"3\" = 1 point end", "E0702");
    assert_check_codes(TERMS "o of A in round 2 = 1 point end", "");
    /* B has no such date, so no cycles: any number will do */
    assert_check_codes(TERMS "o of B in 2018-10-15 not assessed end", "");
    assert_check_codes(TERMS "r not fired for A in term \"spring\" end", "");
    assert_check_codes(TERMS "r not fired for A in term \"summer\" end", "E0318");
    assert_check_codes(TERMS "r not fired for A in fortnight 3 end", "");
    assert_check_codes(TERMS "r not fired for A in round 3 end", "E0702");
#undef TERMS
}

/* --- what is shown, and what is not worked out yet --- */

static void queries_name_scores_and_kinds(void **state)
{
    (void)state;
    assert_check_codes("show monthly in 2018-10 of person where monthly above 3 points", "");
    assert_check_codes("show monthly in 2018-10 of A", ""); /* who that is, the roster tells */
    assert_check_codes("show nothing in 2018-10 where monthly above 3 points", "E0310");
    assert_check_codes("show monthly, duty in 2018-10 where nothing", "E0310");
    assert_check_codes("why nothing of A in 2018-10", "E0310");
}

static void weights_and_bases_add_up(void **state)
{
    (void)state;
    assert_check_codes("score s each month = 50% * duty + 40% * work end", "W0301");
    assert_check_codes("score s each month = 50% * duty + 50% * work end", "");
    assert_check_codes("score s each month = 50％ * duty + 40％ * work end", "W0301");
    assert_check_codes("score s each month = 0.5 * duty + 40% * work end", "");
    assert_check_codes("score full each month = total of all sections out of 90 points end",
                       "W0302");
}

static void bounds_versions_and_weights_at_their_edges(void **state)
{
    (void)state;
    assert_check_codes("period p each 99999999999999999999 days from 2018-01-01 end", "E0347");
    assert_check_codes("event x y: yes or no default yes end event z y: yes or no default no end",
                       "");
    assert_check_codes("event x y: points between -5 and -1 default -6 end", "E0331");
    assert_check_codes("event x y: points between -5 and -1 default -5 end", "");
    assert_check_codes("subject car end section v each month base 1 points until 2018-12-31 end\n"
                       "section v of car each month base 1 points from 2019-01-01 end",
                       "E0403 W0302");
    assert_check_codes("section v each year base 1 points until 2018-12-31 end\n"
                       "section v each month base 1 points from 2019-01-01 end",
                       "E0403");
    assert_check_codes("section v each year base 1 points until 2018-12-31 end\n"
                       "section v each year base 1 yuan from 2019-01-01 end",
                       "E0403");
    assert_check_codes("score m2 each month = duty * 1 end score s each month = m2 + 3 yuan end",
                       "E0302");
    assert_check_codes("score s each month = 3 yuan - duty end", "E0301");
    assert_check_codes("score s each month = 3 yuan - (role is head) end", "E0307");
    assert_check_codes("score s each month = 3 yuan - monthly * 2 end", "E0301");
    assert_check_codes("score s each month = duty + work out of 90 points end", "W0302");
    assert_check_codes("score s each month = duty + 3 points out of 90 points end", "");
    assert_check_codes("section u each year end score s each year = extra + u out of 90 points end",
                       "W0302");
    assert_check_codes("section u each year base if role is head then 3 points else 2 points end\n"
                       "score s each year = extra + u out of 90 points end",
                       "");
    assert_check_codes("score s each month = 150% * duty + 20% * work end", "W0301");
    assert_check_codes(
        "table t by minutes 0 minutes..10 minutes → 1, 12 minutes..20 minutes → 2 end", "E0399");
}

static void rows_and_periods_at_their_edges(void **state)
{
    (void)state;
    assert_check_codes("table t by minutes 0 minutes..10 minutes → 1, 11 minutes..20 minutes → 2,\n"
                       " otherwise → 3 end",
                       "");
    assert_check_codes("table t by hired 2018-01-01..2018-12-31 → 1, 2019-01-02.. → 2 end",
                       "E0399");
    assert_check_codes("table t by hired 2018-01-01..2018-12-31 → 1, 2019-01-01.. → 2 end", "");
    assert_check_codes("table t by points 0 points..<10 points → 1, 10 points.. → 2 end", "");
    assert_check_codes("table t by points 0 points..9 points → 1, 10 points.. → 2 end", "W0305");
    assert_check_codes("table t by points 0 points..10 points → 1, 10 points.. → 2 end", "E0525");
    assert_check_codes("table t by role head → 1 end", "E0399");
    assert_check_codes("section w each week base 1 points end score s each month = total of w end",
                       "W0307");
    assert_check_codes(
        "period c each 30 days from 2018-01-01 end section w each c base 1 points end\n"
        "score r each year = total of w end",
        "W0307");
    assert_check_codes(
        "period p 1 from 2018-01-01 until 2018-12-31 2 from 2019-01-01 until 2019-06-30 end\n"
        "section w each p base 1 points end score s each month = total of w end",
        "E0325");
    assert_check_codes("rule r when duty above 3 points and extra above 2 points notice \"x\" end",
                       "E0365");
    assert_check_codes("subject car end section cs of car each month base 1 points end\n"
                       "rule r when duty above 3 points and cs above 2 points notice \"x\" end",
                       "E0365");
    assert_check_codes("score s each fortnight = duty end", "E0318");
    assert_check_codes("section w each year base 3 points floor nothing end", "E0310");
    assert_check_codes("rule r when late for own notice \"x\" end", "E0305");
    assert_check_codes("rule r when any event where minutes above 2 minutes notice \"x\" end",
                       "E0334");
    assert_check_codes("对照表 率 按 minutes 0分钟.. → 键 * 2 结束", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_later_version_may_complete_the_name),
        cmocka_unit_test(versions_of_a_name_hold_values_of_one_kind),
        cmocka_unit_test(a_table_has_keys_of_one_type_and_rows_in_order),
        cmocka_unit_test(periods_begin_somewhere_and_have_an_order),
        cmocka_unit_test(ranks_and_grades_say_by_what),
        cmocka_unit_test(rounding_and_keeping_have_a_step_and_a_group),
        cmocka_unit_test(a_test_gives_what_is_declared),
        cmocka_unit_test(a_test_expects_what_is_declared),
        cmocka_unit_test(a_test_names_seasons_and_cycles),
        cmocka_unit_test(queries_name_scores_and_kinds),
        cmocka_unit_test(weights_and_bases_add_up),
        cmocka_unit_test(bounds_versions_and_weights_at_their_edges),
        cmocka_unit_test(rows_and_periods_at_their_edges),
    };
    return cmocka_run_group_tests_name("check_refusals_blocks", tests, NULL, NULL);
}

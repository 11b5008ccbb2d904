/* What the checker refuses beyond the first case of each diagnostic: the other ways to get there,
 * and what it must keep quiet about once something was said. */
#include "tests/unit/checking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* --- numbers and dates --- */

static void dates_and_lengths_of_time_are_reckoned_with(void **state)
{
    (void)state;
    assert_check_codes("event due_late due: date end\n"
                       "rule a when due_late where date - due above 30 days notice \"x\" end\n"
                       "rule b when due_late where date at least due + 3 days notice \"x\" end\n"
                       "rule c when due_late where due - 1 day above date notice \"x\" end",
                       "");
    /* two dates have no sum, and months are no number of days */
    assert_check_codes(
        "event x due: date end rule r when x where date + due is date notice \"x\" end", "E0302");
    assert_check_codes("event x due: date end\n"
                       "rule r when x where due + 1 month at least date notice \"x\" end",
                       "E0302");
    assert_check_codes("event x due: date end\n"
                       "rule r when x where date - due above 3 points notice \"x\" end",
                       "E0308");
    /* nor is there a date in 3 days less a date */
    assert_check_codes("event x due: date end\n"
                       "rule r when x where 3 days - due is date notice \"x\" end",
                       "E0301");
}

static void only_numbers_are_negated_multiplied_and_divided(void **state)
{
    (void)state;
    assert_check_codes("score s each month = - role end", "E0307");
    assert_check_codes("score s each month = 2 * role end", "E0307");
    assert_check_codes("score s each month = role / 2 end", "E0307");
    assert_check_codes("score s each month = - nothing end", "E0310");
    assert_check_codes("rule r when late for not nothing notice \"x\" end", "E0310");
    assert_check_codes("rule r when late for nothing or role is head notice \"x\" end", "E0310");
    assert_check_codes("rule r when late for role is head and nothing notice \"x\" end", "E0310");
    assert_check_codes("rule r when late for not role notice \"x\" end", "E0305");
    assert_check_codes("score s each month = if nothing then 1 else 2 end", "E0310");
    assert_check_codes("score s each month = if role is head then nothing else 2 end", "E0310");
    assert_check_codes("score s each month = if role is head then 1 else nothing end", "E0310");
    assert_check_codes("score s each month = if role is head then role else team end", "E0311");
}

static void exponents_have_an_end(void **state)
{
    (void)state;
    assert_check_says(LANG_EN,
                      "score s each month = monthly * monthly * monthly * monthly * monthly\n"
                      "  * monthly * monthly * monthly * monthly * monthly end",
                      "cannot multiply points^9 and points",
                      "at most one of the two may have a unit, or one is a rate such as "
                      "20 yuan/point");
}

static void some_units_make_no_unit_together(void **state)
{
    (void)state;
    assert_check_codes("let a = 90 minutes / 3 days end", "");
    assert_check_codes("let a = 90 minutes * 3 days end", "E0306");
    assert_check_says(LANG_EN, "let a = 7 yuan/USD end", "cannot divide yuan and USD",
                      "at most one of the two may have a unit, or one is a rate such as "
                      "20 yuan/point");
    assert_check_codes("let a = 3 yuan * 2 USD end", "E0306");
    assert_check_codes("let a = 3 yuan / (2 USD) end", "E0306");
    assert_check_codes("let a = 3 months * 2 months end", "E0306");
}

static void what_is_too_large_is_said_where_it_is_written(void **state)
{
    (void)state;
    assert_check_codes("let a = 9223372036854775807 points end", "");
    assert_check_codes("let a = 9223372036854775808 points end", "E0347");
    assert_check_codes("let a = -9223372036854775808 points end", "E0347");
    assert_check_codes("let a = 9223372036854775807 points + 1 point end", "E0354");
    assert_check_codes("let a = 3037000500 * 3037000500 end", "E0354");
    assert_check_codes("let a = 9223372036854775807 weeks end", "E0347");
    assert_check_codes("event x y: number between 0 and 9223372036854775808 end", "E0347");
    assert_check_codes(
        "score s each month = monthly rounded down to 0.0000000000000000001 points end", "E0347");
}

static void a_literal_that_a_field_cannot_hold_is_refused(void **state)
{
    (void)state;
    assert_check_codes("event x y: yes or no default 1 end", "E0330");
    assert_check_codes("event x y: one of a, b default 3 end", "E0330");
    assert_check_codes("event x y: one of a, b default c end", "E0317");
    assert_check_codes("event x y: date default 3 end", "E0330");
    assert_check_codes("event x y: text default yes end", "E0330");
    assert_check_codes("event x y: points default no end", "E0330");
    assert_check_codes("event x y: points default 2 yuan end", "E0330");
    assert_check_codes("event x y: minutes default 2 hours end", "");
    assert_check_codes("event x y: points between 0 and 10 default 11 end", "E0331");
    assert_check_codes("event x y: points between 0 and 10 default 10 end", "");
    assert_check_codes("event x y: points between 0 and 10 default -1 end", "E0331");
    assert_check_codes("event x y: points between 10 and 0 end", "E0333");
    assert_check_codes("event x y: text between 1 and 2 end", "E0332");
}

/* --- scores and aggregates --- */

static void aggregates_stand_where_there_are_periods(void **state)
{
    (void)state;
    assert_check_codes("let a = total of duty end", "E0355");
    assert_check_codes("score s each month = countback of survey.points end", "E0517");
    /* an event has no period; a window says which are meant, but not of whom */
    assert_check_codes("rule r when late where total of duty above 3 points notice \"x\" end",
                       "E0521");
    assert_check_codes(
        "rule r when late where total of all sections above 3 points notice \"x\" end", "E0521");
    assert_check_codes("rule r when late where share of (duty in previous month) above 3%\n"
                       "  notice \"x\" end",
                       "E0516");
    assert_check_codes(
        "rule r when late where total of (duty across team in previous month) above\n"
        "  3 points notice \"x\" end",
        "E0516");
    assert_check_codes(
        "rule r when late where total of (5 points in previous month) above 3 points\n"
        "  notice \"x\" end",
        "E0516");
    assert_check_codes(
        "score s each month = total of (survey.points where count of late above 2) end", "E0523");
}

static void the_parts_of_an_aggregate_go_together(void **state)
{
    (void)state;
    assert_check_codes("score s each month = total of (monthly across team under leader) end",
                       "E0511");
    assert_check_codes("score s each month = share of (best 1 monthly) end", "E0516");
    assert_check_codes("score s each month = share of (all but worst 1 monthly) end", "E0516");
    assert_check_codes("score s each month = share of (monthly under leader) end", "E0516");
    assert_check_codes("score s each month = total of (monthly by leader) end", "E0515");
    assert_check_codes("score s each month = total of (monthly across nothing) end", "E0315");
    assert_check_codes("score s each month = total of (monthly under nothing) end", "E0315");
    assert_check_codes("score s each month = total of (monthly under team) end", "E0513");
    assert_check_codes("score s each month = total of (monthly in nothing) end", "E0318");
    assert_check_codes("score s each month = total of (survey.points in nothing) end", "E0318");
    assert_check_codes("score s each month = share of (survey.points in nothing) end", "E0318");
    assert_check_codes("score s each month = share of survey.nothing end", "E0315");
    assert_check_codes("score s each month = total of (best 0 monthly) end", "E0335");
    assert_check_codes("score s each month = total of (best 2 points monthly) end", "E0303");
    assert_check_codes("score s each month = total of role end", "E0350");
    assert_check_codes("score s each month = total of (nothing where monthly above 3 points) end",
                       "E0310");
    assert_check_codes("score s each month = total of (monthly where nothing) end", "E0310");
    assert_check_codes("score s each month = count of (monthly where monthly) end", "E0305");
}

#define COUNTED(first, pick)                                                                       \
    "table t by role head → " first ", staff → 2 end "                                           \
    "score s each month = total of (" pick " survey.points) end"

/* … whichever row says how many; of all but so many, it may be none. */
static void how_many_count_is_a_whole_number(void **state)
{
    (void)state;
    assert_check_codes(COUNTED("1", "best t[role]"), "");
    assert_check_codes(COUNTED("1000000", "worst t[role]"), "");
    assert_check_codes(COUNTED("0", "all but best t[role]"), "");
    assert_check_codes(COUNTED("1.5", "best t[role]"), "E0335");
    assert_check_codes(COUNTED("0", "best t[role]"), "E0335");
    assert_check_codes(COUNTED("-1", "all but worst t[role]"), "E0335");
    assert_check_codes(COUNTED("1000001", "worst t[role]"), "E0335");
    assert_check_codes(COUNTED("1", "all but best t[role] and worst 1.5"), "E0335");
    assert_check_codes(COUNTED("1", "best u[role]"), "E0310");
    assert_check_codes("table t by role head → 1 point, staff → 2 points end "
                       "score s each month = total of (best t[role] survey.points) end",
                       "E0303");
    assert_check_codes("table t by role head → yes, staff → no end "
                       "score s each month = total of (best t[role] survey.points) end",
                       "E0303");
    assert_check_codes("table t by role head → 1, staff → 2 end "
                       "score s each month = total of (best t[role] survey.nothing) end",
                       "E0315");
}

static void a_window_holds_whole_periods(void **state)
{
    (void)state;
    assert_check_codes("score s each year = total of (monthly in last 30 days) end", "E0342");
    assert_check_codes("score s each year = total of (monthly in last 4 weeks) end", "E0342");
    assert_check_codes("score s each month = total of extra end", "E0325");
    assert_check_codes("score s each year = total of (extra in month) end", "E0342");
    assert_check_codes("score s each year = total of (monthly in month) end", "E0342");
    assert_check_codes("score s each year = total of (monthly in last 2 years) end", "");
    assert_check_codes("score s each year = total of (monthly in last 2 times) end", "E0344");
    assert_check_codes("score s each year = total of (monthly in last 2 points/month) end",
                       "E0344");
    assert_check_codes("score s each year = total of (monthly in last 0 months) end", "E0335");
}

static void what_reads_events_names_their_fields(void **state)
{
    (void)state;
    assert_check_codes("score s each month = total of late.nothing end", "E0315");
    assert_check_codes("score s each month = total of late.person.nothing end", "E0315");
    assert_check_codes("score s each month = total of late.person.team.role end", "E0341");
    assert_check_codes("score s each month = total of late.case end", "E0350");
    assert_check_codes("score s each month = count of late.case end", "");
    assert_check_codes("score s each month = total of (best 1 late.case) end", "E0350");
    assert_check_codes("score s each month = total of (late.minutes or survey.points) end",
                       "E0514");
    assert_check_codes("score s each month = total of (late.minutes or survey.nothing) end",
                       "E0315");
    assert_check_codes("score s each month = total of (late.nothing or survey.points) end",
                       "E0315");
    assert_check_codes("score s each month = total of (late where nothing) end", "E0310");
    assert_check_codes("score s each month = average of late end", "E0343");
    assert_check_codes("score s each month = average of praise end", "E0343");
    assert_check_codes("score s each month = total of (best 1 late) end", "E0343");
    assert_check_codes("score s each month = total of (late by nothing) end", "E0315");
    assert_check_codes("score s each month = total of (late by minutes) end", "E0512");
    assert_check_codes("score s each month = total of (late under nothing) end", "E0315");
    assert_check_codes("score s each month = total of (late across nothing) end", "E0315");
    assert_check_codes("event visit guest: person end\n"
                       "score s each month = count of (visit or late by guest) end",
                       "E0315");
    assert_check_codes("event visit of_late: person end\n"
                       "score s each month = count of (visit.of_late) end",
                       "");
}

static void scores_of_another_kind_of_subject_are_not_ones_own(void **state)
{
    (void)state;
    assert_check_codes("subject car end score s of car each month = total of monthly end", "E0327");
    assert_check_codes("subject car end score s of car each month = monthly end", "E0327");
    assert_check_codes("subject car end score s of car each month = count of late end", "E0356");
    assert_check_codes("subject car end section c of car each month base 1 points end\n"
                       "rule r when late deduct 1 point from c end",
                       "E0379");
    assert_check_codes("subject car driver: person end\n"
                       "event crash on: car end\n"
                       "score s of car each month = count of (crash by driver) end",
                       "E0315");
    assert_check_codes("subject car driver: person end\n"
                       "section c of car each month base 1 points end\n"
                       "score s each month = total of (c under driver) end",
                       "");
    assert_check_codes("subject car driver: person end\n"
                       "score s each month = count of (driver is nothing under driver) end",
                       "E0310");
}

static void no_kind_of_subject_no_scores(void **state)
{
    (void)state;
    Checked check = checked("section s each month base 1 points end\n"
                            "score t each month = total of (s under boss) + total of (s across x)\n"
                            "  + share of s end");
    assert_null(check.ir);
    assert_true(diag_errors(check.diag) > 0);
    assert_int_equal(diag_code_at(check.diag, 0), DIAG_E0360);
    checked_free(&check);
}

static void countback_counts_a_number_of_events(void **state)
{
    (void)state;
    assert_check_codes("rank r each month by monthly then by countback of survey.points end", "");
    assert_check_codes("rank r each month by monthly then by countback of survey end", "E0519");
    assert_check_codes("rank r each month by monthly then by countback of monthly end", "E0519");
    assert_check_codes("rank r each month by monthly then by countback of praise.level end",
                       "E0519");
    assert_check_codes("rank r each month by monthly then by countback of survey.nothing end",
                       "E0315");
    assert_check_codes(
        "rank r each month by monthly then by countback of (best 1 survey.points) end", "E0516");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points across team) end",
        "E0516");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points in month) end", "");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points in year) end", "E0516");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points in last 2 months) end",
        "E0516");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points in nothing) end",
        "E0318");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points where nothing) end",
        "E0310");
    assert_check_codes(
        "rank r each month by monthly then by countback of (survey.points by nothing) end",
        "E0315");
}

/* --- names and comparisons --- */

static void a_name_is_one_thing_that_can_be_read_there(void **state)
{
    (void)state;
    assert_check_codes("event x duty: points end rule r when x deduct 1 point * duty from work end",
                       "E0313");
    assert_check_codes(
        "event y role: one of head, tail end rule r when y where role is head notice \"x\" end",
        "E0313");
    assert_check_codes("rule r when praise where level is head notice \"x\" end", "E0340");
    assert_check_codes("rule r when late where minutes is head notice \"x\" end", "E0310");
    assert_check_codes("rule r when late where leader.role is boss notice \"x\" end", "E0340");
    assert_check_codes("score s each month = duty.points end", "E0341");
    assert_check_codes("score s each month = late.minutes end", "E0328");
    assert_check_codes("score s each month = own end", "E0307");
    assert_check_codes("score s each month = if own is leader then 1 else 2 end", "");
    assert_check_codes("rule r when late or praise where minutes above 3 minutes notice \"x\" end",
                       "E0334");
    assert_check_codes(
        "event e points: points end rule r when e or survey where points above 3 points\n"
        " notice \"x\" end",
        "");
    assert_check_codes("score s each month = total of durty end", "E0310");
    assert_check_codes("table t by role head → key, otherwise → 2 end", "E0357");
    assert_check_codes("table t by minutes 0 minutes.. → key * 2 end\n"
                       "rule r when late add t[minutes] * 1 point to extra end",
                       "");
    assert_check_codes("let a = b end let b = a end", "E0405");
    assert_check_codes("score s each month = late end", "E0328");
    assert_check_codes("rule r when late where late notice \"x\" end", "E0328");
    assert_check_codes("score s each month = nothing.x end", "E0310");
    assert_check_codes("rule r when late where late.leader.nothing is head notice \"x\" end",
                       "E0315");
    assert_check_codes("rule r when late where late.person.leader.role is head notice \"x\" end",
                       "");
    assert_check_codes("rule r when late where praise.level is town notice \"x\" end", "E0328");
    assert_check_codes("rule r when late where own.nothing is head notice \"x\" end", "E0315");
    assert_check_codes(
        "rule r when late where own.role is head and person.role is head notice \"x\" end", "");
    assert_check_codes("event head_now role: one of head, staff end\n"
                       "rule r when head_now where role is head notice \"x\" end",
                       "E0313");
}

static void what_is_compared_is_alike(void **state)
{
    (void)state;
    assert_check_codes("rule r when late where role is staff or head is role notice \"x\" end", "");
    assert_check_codes("rule r when late where role is one of head, staff notice \"x\" end", "");
    assert_check_codes("rule r when late where role is one of head, boss notice \"x\" end",
                       "E0340");
    assert_check_codes("rule r when late where nothing is one of head, boss notice \"x\" end",
                       "E0310");
    assert_check_codes(
        "rule r when late where nothing between 1 point and 2 points notice \"x\" end", "E0310");
    assert_check_codes(
        "rule r when late where minutes between nothing and 2 minutes notice \"x\" end", "E0310");
    assert_check_codes(
        "rule r when late where minutes between 1 minute and nothing notice \"x\" end", "E0310");
    assert_check_codes(
        "rule r when late where minutes between 1 minute and 2 points notice \"x\" end", "E0308");
    assert_check_codes(
        "rule r when late where minutes between 5 minutes and 2 minutes notice \"x\" end", "E0333");
    assert_check_codes("rule r when late where date between 2019-01-01 and 2018-01-01\n"
                       "  notice \"x\" end",
                       "E0333");
    assert_check_codes("rule r when late where minutes between 2 minutes and 2 minutes\n"
                       "  notice \"x\" end",
                       "");
    assert_check_codes("rule r when late where team is 7 notice \"x\" end", "E0308");
    assert_check_codes("rule r when late where team is \"east\" notice \"x\" end", "");
    assert_check_codes("rule r when late where case is assessed notice \"x\" end", "");
    assert_check_codes("rule r when late where nothing is assessed notice \"x\" end", "E0310");
    assert_check_codes("rule r when late where hired at least 2018-01-01 notice \"x\" end", "");
    assert_check_codes("rule r when late where hired at least 3 days notice \"x\" end", "E0308");
    assert_check_codes("rule r when late where team above \"east\" notice \"x\" end", "E0309");
    assert_check_codes(
        "event sealed ok: yes or no end rule r when sealed where ok is yes notice \"x\" end", "");
    assert_check_codes(
        "event sealed ok: yes or no end rule r when sealed where ok is 1 notice \"x\" end",
        "E0308");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_lengths_of_time_are_reckoned_with),
        cmocka_unit_test(only_numbers_are_negated_multiplied_and_divided),
        cmocka_unit_test(exponents_have_an_end),
        cmocka_unit_test(some_units_make_no_unit_together),
        cmocka_unit_test(what_is_too_large_is_said_where_it_is_written),
        cmocka_unit_test(a_literal_that_a_field_cannot_hold_is_refused),
        cmocka_unit_test(aggregates_stand_where_there_are_periods),
        cmocka_unit_test(the_parts_of_an_aggregate_go_together),
        cmocka_unit_test(how_many_count_is_a_whole_number),
        cmocka_unit_test(a_window_holds_whole_periods),
        cmocka_unit_test(what_reads_events_names_their_fields),
        cmocka_unit_test(scores_of_another_kind_of_subject_are_not_ones_own),
        cmocka_unit_test(no_kind_of_subject_no_scores),
        cmocka_unit_test(countback_counts_a_number_of_events),
        cmocka_unit_test(a_name_is_one_thing_that_can_be_read_there),
        cmocka_unit_test(what_is_compared_is_alike),
    };
    return cmocka_run_group_tests_name("check_refusals", tests, NULL, NULL);
}

/* Events to postings: versions, voids, conditions with unknown parts, runs, occurrences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY "section duty each month base 40 points end\n"
#define LATE "event late minutes: minutes optional end\n"
#define MISS "event commitment result: one of kept, missed end\n"
#define VOID "rule excusable when any event where excused void end\n"

/* ---- By the day of the event ---- */

static void a_rule_is_that_of_the_day_of_the_event(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule late_rule when late deduct 1 point from duty end\n"
                  "rule late_rule from 2019-01-01 when late deduct 2 points from duty end\n" GIVEN(
                      "given person A\n"
                      "given 2018-12-31 late A\n"
                      "given 2019-01-01 late A\n"),
                  "duty A 2018-12 39\n"
                  "duty A 2019-01 38\n"
                  "late_rule A 2018-12 1\n"
                  "late_rule A 2019-01 1\n");
}

static void lets_and_tables_in_a_rule_are_those_of_the_day_of_the_event(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "let fine = 1 point end\n"
        "let fine = 3 points from 2018-06-16 end\n"
        "table steps by minutes 0..10 → 0 points, 11.. → 4 points end\n"
        "table steps by minutes from 2018-06-16 0..10 → 5 points, 11.. → 9 points end\n"
        "rule a when late deduct fine from duty end\n"
        "rule b when late where minutes is known deduct steps[minutes] from duty end\n" GIVEN(
            "given person A given person B\n"
            "given 2018-06-15 late A minutes = 20\n"   /* 1 + 4 */
            "given 2018-06-16 late A minutes = 20\n"   /* 3 + 9 */
            "given 2018-06-16 late B minutes = 10\n"), /* 3 + 5 */
        "duty A 2018-06 23\n"
        "duty B 2018-06 32\n");
}

static void a_rule_ends_with_its_last_day_and_begins_with_its_first(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule summer from 2018-06-10 until 2018-06-20 when late\n"
                                   "  deduct 1 point from duty end\n" GIVEN(
                                       "given person A\n"
                                       "given 2018-06-09 late A given 2018-06-10 late A\n"
                                       "given 2018-06-20 late A given 2018-06-21 late A\n"),
                  "duty A 2018-06 38\n");
}

static void an_event_posts_to_the_month_and_the_year_that_hold_its_date(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "section year_account each year base 0 points end\n"
                  "section week_account each week base 0 points end\n"
                  "rule a when late deduct 1 point from duty deduct 2 points from year_account\n"
                  "  add 3 points to week_account end\n" GIVEN(
                      "given person A\n"
                      "given 2018-12-31 late A given 2019-01-01 late A\n"),
                  "duty A 2018-12 39\n"
                  "duty A 2019-01 39\n"
                  "duty A 2019-02 40\n"
                  "year_account A 2018 -2\n"
                  "year_account A 2019 -2\n"
                  "week_account A 2019-W01 6\n" /* 31 December 2018 is its Monday */
                  "week_account A 2018-W52 0\n");
}

/* ---- Conditions ---- */

static void what_is_unknown_fires_neither_a_rule_nor_its_negation(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule more when late where minutes above 10 minutes notice \"n\" end\n"
        "rule not_more when late where not minutes above 10 minutes notice \"n\" end\n"
        "rule unless_more when late unless minutes above 10 minutes notice \"n\" end\n"
        "rule either when late where minutes above 10 minutes or excused notice \"n\" end\n"
        "rule neither when late where minutes above 10 minutes and excused\n"
        "  notice \"n\" end\n"
        "rule unless_both when late unless minutes above 10 minutes and excused\n"
        "  notice \"n\" end\n"
        "rule empty when late where not minutes is known notice \"n\" end\n" GIVEN(
            "given person A given person B given person C\n"
            "given 2018-01-02 late A\n"
            "given 2018-01-02 late B excused = yes\n"
            "given 2018-01-02 late C minutes = 11\n"),
        "more A 2018 0\n"
        "not_more A 2018 0\n"
        "unless_more A 2018 0\n"
        "either A 2018 0\n"
        "neither A 2018 0\n"
        "unless_both A 2018 1\n" /* unknown and no is no */
        "empty A 2018 1\n"
        "either B 2018 1\n" /* unknown or yes is yes */
        "neither B 2018 0\n"
        "unless_both B 2018 0\n"
        "more C 2018 1\n"
        "not_more C 2018 0\n"
        "unless_more C 2018 0\n"
        "either C 2018 1\n"
        "empty C 2018 0\n");
}

static void an_unknown_amount_posts_nothing(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "table steps by minutes 0..10 → 1 point, 11..20 → 2 points end\n"
        "rule by_table when late deduct steps[minutes] from duty end\n"
        "rule by_minute when late deduct 0.5 points * (minutes - 5 minutes) from duty end\n" GIVEN(
            "given person A given person B given person C\n"
            "given 2018-01-02 late A\n"
            "given 2018-01-02 late B minutes = 25\n"   /* in no row: 10 alone */
            "given 2018-01-02 late C minutes = 11\n"), /* 2 + 3 */
        "duty A 2018-01 40\n"
        "duty B 2018-01 30\n"
        "duty C 2018-01 35\n");
}

static void every_rule_that_matches_applies(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE MISS
                  "rule a when late or commitment deduct 1 point from duty end\n"
                  "rule b when late for role is head deduct 2 points from duty end\n"
                  "rule c when commitment where result is missed deduct 4 points from duty end\n"
                  "rule d when late deduct if role is head then 8 points else 16 points from duty\n"
                  "end\n" GIVEN("given person A role = head given person B\n"
                                "given 2018-01-02 late A given 2018-01-02 late B\n"
                                "given 2018-01-03 commitment A result = missed\n"
                                "given 2018-01-03 commitment B result = kept\n"),
                  "duty A 2018-01 24\n"   /* 40 - (1 + 2 + 8) - (1 + 4) */
                  "duty B 2018-01 22\n"); /* 40 - (1 + 16) - 1 */
}

static void a_voided_event_is_seen_by_no_other_rule(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE VOID "rule late_rule when late deduct 1 point from duty end\n"
                                        "score n each month = 1 point * count of late end\n" GIVEN(
                                            "given person A\n"
                                            "given 2018-01-02 late A excused = yes\n"
                                            "given 2018-01-03 late A\n"),
                  "duty A 2018-01 39\n"
                  "n A 2018-01 1\n");
}

/* ---- Occurrences ---- */

static void a_row_of_n_occurrences_is_n_occurrences_everywhere(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "event ballot points: points between 0 and 100 end\n"
                  "rule late_rule when late deduct 2 points from duty end\n"
                  "rule thrice when late run of 3 times deduct 5 points from duty end\n"
                  "score n each month = 1 point * count of late end\n"
                  "score opinion each month = average of ballot.points end\n"
                  "score all_marks each month = total of ballot.points end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-02 late A count = 4\n"
                      "given 2018-01-03 ballot A points = 90 count = 3\n"
                      "given 2018-01-03 ballot A points = 70\n"),
                  "duty A 2018-01 27\n" /* 40 - 4 × 2 - 5 */
                  "late_rule A 2018 4\n"
                  "thrice A 2018 1\n"
                  "n A 2018-01 4\n"
                  "opinion A 2018-01 85\n" /* 340 / 4 */
                  "all_marks A 2018-01 340\n");
}

static void a_test_says_no_number_that_a_log_could_not(void **state)
{
    (void)state;
#define LATE_WITH(field) PEOPLE LATE GIVEN("given person A given 2018-01-02 late A " field "\n")
    assert_script_refused(LATE_WITH("count = 0"), DIAG_E0335);
    assert_script_refused(LATE_WITH("count = -1"), DIAG_E0335);
    assert_script_refused(LATE_WITH("count = 1.5"), DIAG_E0335);
    assert_script_refused(LATE_WITH("count = 1000000001"), DIAG_E0335);
    assert_script_refused(LATE_WITH("minutes = 0.0000001"), DIAG_E0347);
    assert_script_refused(LATE_WITH("minutes = 9223372036855"), DIAG_E0347);
    assert_values(PEOPLE LATE "score m each month = total of late.minutes / 1 minute end\n" GIVEN(
                      "given person A given 2018-01-02 late A minutes = 9223372036854.775807\n"
                      "given 2018-02-02 late A minutes = -0.000001 count = 1000000000\n"),
                  "m A 2018-01 9223372036854.775807\n"
                  "m A 2018-02 -1000\n");
}

/* ---- Runs ---- */

#define RUN                                                                                        \
    "rule three_missed when commitment run of 3 times where result is missed\n"                    \
    "  deduct 2 points from duty end\n"
#define MISSED(date) "given " date " commitment A result = missed\n"
#define KEPT(date)   "given " date " commitment A result = kept\n"

static void an_excused_event_neither_breaks_a_run_nor_continues_it(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS VOID RUN GIVEN("given person A\n" MISSED("2018-01-02") MISSED(
                      "2018-01-03") "given 2018-01-04 commitment A result = missed excused = "
                                    "yes\n" MISSED("2018-02-05")),
                  "duty A 2018-01 40\n"
                  "duty A 2018-02 38\n"
                  "three_missed A 2018-02 1\n");
}

static void an_element_that_fails_sets_the_count_to_zero(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS RUN GIVEN("given person A\n" MISSED("2018-01-02") KEPT(
                      "2018-01-03") MISSED("2018-01-04") MISSED("2018-01-05")),
                  "duty A 2018-01 40\n");
}

static void a_run_goes_on_over_months_and_years_and_starts_anew_when_it_fired(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS RUN GIVEN(
                      "given person A\n" MISSED("2018-10-30") MISSED("2018-12-31")
                          MISSED("2019-01-02")                                       /* fires */
                      MISSED("2019-01-03") MISSED("2019-01-04") MISSED("2019-02-01") /* fires */
                      MISSED("2019-02-02") MISSED("2019-02-03")),
                  "duty A 2018-12 40\n"
                  "duty A 2019-01 38\n"
                  "duty A 2019-02 38\n"
                  "three_missed A 2019 2\n");
}

static void the_order_of_a_run_is_the_date_then_the_log(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS RUN GIVEN("given person A\n" MISSED("2018-01-05") KEPT(
                      "2018-01-05") MISSED("2018-01-03") MISSED("2018-01-04")),
                  "three_missed A 2018 1\n"); /* 3, 4, 5 missed; then kept */
    assert_values(PEOPLE DUTY MISS RUN GIVEN("given person A\n" KEPT("2018-01-05") MISSED(
                      "2018-01-05") MISSED("2018-01-03") MISSED("2018-01-04")),
                  "three_missed A 2018 0\n");
}

static void rows_of_several_occurrences_can_fire_a_run_more_than_once(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS RUN GIVEN(
                      "given person A\n"
                      "given 2018-01-02 commitment A result = missed count = 7\n" /* 2, 1 left */
                      "given 2018-02-02 commitment A result = missed count = 2\n" /* 1 */
                      "given 2018-03-02 commitment A result = missed count = 2\n"),
                  "duty A 2018-01 36\n"
                  "duty A 2018-02 38\n"
                  "duty A 2018-03 40\n");
}

static void each_subject_has_its_own_run_and_other_events_do_nothing(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY MISS LATE
        "rule three_missed when commitment for role is staff\n"
        "  run of 3 times where result is missed deduct 2 points from duty "
        "end\n" GIVEN("given person A given person B given person C role = head\n" MISSED(
            "2018-01-02") "given 2018-01-03 commitment B result = "
                          "missed\n" MISSED("2018-01-04") "given 2018-01-05 late "
                                                          "A\n"
                                                          "given 2018-01-05 "
                                                          "commitment B result = "
                                                          "missed\n" MISSED("2018-01-06") "give"
                                                                                          "n "
                                                                                          "2018"
                                                                                          "-01-"
                                                                                          "06 "
                                                                                          "comm"
                                                                                          "itme"
                                                                                          "nt "
                                                                                          "C "
                                                                                          "resu"
                                                                                          "lt "
                                                                                          "= "
                                                                                          "miss"
                                                                                          "ed "
                                                                                          "coun"
                                                                                          "t = "
                                                                                          "9"
                                                                                          "\n"),
        "duty A 2018-01 38\n"
        "duty B 2018-01 40\n"
        "duty C 2018-01 40\n");
}

static void a_run_carries_over_a_change_of_its_rule(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY MISS RUN
                  "rule three_missed from 2019-01-01 when commitment\n"
                  "  run of 2 times where result is missed deduct 5 points from duty end\n" GIVEN(
                      "given person A\n" MISSED("2018-12-30") MISSED("2018-12-31") MISSED(
                          "2019-01-02") /* the third of what now wants two: fires, back to 0 */
                      MISSED("2019-01-03") MISSED("2019-02-04") /* fires */),
                  "duty A 2018-12 40\n"
                  "duty A 2019-01 35\n"
                  "duty A 2019-02 35\n");
}

static void an_unknown_element_breaks_a_run(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule twice when late run of 2 times where minutes above 10 minutes\n"
                  "  deduct 2 points from duty end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-01-02 late A minutes = 11 given 2018-01-03 late A\n"
                      "given 2018-01-04 late A minutes = 11\n"
                      "given 2018-01-02 late B minutes = 11\n"
                      "given 2018-01-04 late B minutes = 11\n"),
                  "duty A 2018-01 40\n"
                  "duty B 2018-01 38\n");
}

static void the_amount_of_a_run_is_that_of_the_event_that_fires_it(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule twice when late run of 2 times\n"
                                   "  deduct 0.1 points * minutes from duty end\n" GIVEN(
                                       "given person A\n"
                                       "given 2018-01-02 late A minutes = 50\n"
                                       "given 2018-01-03 late A minutes = 7\n"),
                  "duty A 2018-01 39.3\n");
}

/* ---- What accounts are told ---- */

static void an_account_names_the_elements_of_a_run_and_what_was_voided(void **state)
{
    (void)state;
    Scripted *script = scripted_new(PEOPLE DUTY MISS VOID RUN GIVEN(
        "given person A\n" MISSED("2018-01-02") KEPT("2018-01-03")
            MISSED("2018-01-04") "given 2018-01-05 commitment A result = missed excused = "
                                 "yes\n" MISSED("2018-01-06") MISSED("2018-01-07")));
    scripted_run(script, "duty A 2018-01\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 2);
    const TraceEntry *voided = &script->trace.entries[0], *fired = &script->trace.entries[1];
    assert_int_equal(voided->kind, TRACE_VOIDED);
    assert_int_equal(voided->position, 4);
    assert_int_equal(fired->kind, TRACE_POSTED);
    assert_int_equal(fired->position, 6);
    assert_int_equal(fired->amount.num, -2);
    assert_int_equal(fired->held_count, 3); /* the kept one and the voided one are not in it */
    assert_int_equal(fired->held[0], 3);
    assert_int_equal(fired->held[1], 5);
    assert_int_equal(fired->held[2], 6);
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_is_that_of_the_day_of_the_event),
        cmocka_unit_test(lets_and_tables_in_a_rule_are_those_of_the_day_of_the_event),
        cmocka_unit_test(a_rule_ends_with_its_last_day_and_begins_with_its_first),
        cmocka_unit_test(an_event_posts_to_the_month_and_the_year_that_hold_its_date),
        cmocka_unit_test(what_is_unknown_fires_neither_a_rule_nor_its_negation),
        cmocka_unit_test(an_unknown_amount_posts_nothing),
        cmocka_unit_test(every_rule_that_matches_applies),
        cmocka_unit_test(a_voided_event_is_seen_by_no_other_rule),
        cmocka_unit_test(a_row_of_n_occurrences_is_n_occurrences_everywhere),
        cmocka_unit_test(a_test_says_no_number_that_a_log_could_not),
        cmocka_unit_test(an_excused_event_neither_breaks_a_run_nor_continues_it),
        cmocka_unit_test(an_element_that_fails_sets_the_count_to_zero),
        cmocka_unit_test(a_run_goes_on_over_months_and_years_and_starts_anew_when_it_fired),
        cmocka_unit_test(the_order_of_a_run_is_the_date_then_the_log),
        cmocka_unit_test(rows_of_several_occurrences_can_fire_a_run_more_than_once),
        cmocka_unit_test(each_subject_has_its_own_run_and_other_events_do_nothing),
        cmocka_unit_test(a_run_carries_over_a_change_of_its_rule),
        cmocka_unit_test(an_unknown_element_breaks_a_run),
        cmocka_unit_test(the_amount_of_a_run_is_that_of_the_event_that_fires_it),
        cmocka_unit_test(an_account_names_the_elements_of_a_run_and_what_was_voided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

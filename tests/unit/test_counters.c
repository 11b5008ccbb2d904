/* Counters and runs within windows: which occurrence fires, and what the window held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY    "section duty each year base 100 points end\n"
#define LATE    "event late minutes: minutes optional end\n"
#define ON(day) "given " day " late A\n"

static void reaching_n_fires_once_in_the_window(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule third when late reaching 3 times in month deduct 5 points from duty end\n" GIVEN(
            "given person A given person B\n" ON("2018-10-01") ON("2018-10-02")
                ON("2018-10-31")              /* fires */
            ON("2018-10-31")                  /* the fourth */
            ON("2018-11-01") ON("2018-11-02") /* a new month */
            "given 2018-10-01 late B\n"),
        "duty A 2018 95\n"
        "duty B 2018 100\n"
        "third A 2018-10 1\n"
        "third A 2018-11 0\n");
}

static void every_n_fires_at_each_multiple_and_a_row_may_pass_several(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule third when late every 3 times in year deduct 5 points from duty end\n" GIVEN(
            "given person A\n" ON(
                "2018-10-01") "given 2018-10-02 late A count = 9\n" /* 3, 6 and 9 */
            ON("2018-10-03") ON("2018-10-04")                       /* 12 */
            ON("2019-01-01") ON("2019-01-02")),
        "duty A 2018 80\n"
        "duty A 2019 100\n"
        "third A 2018-10 4\n");
}

static void beyond_n_fires_for_every_occurrence_after_it(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule more when late beyond 2 times in month deduct 1 point from duty end\n" GIVEN(
            "given person A\n" ON(
                "2018-10-01") "given 2018-10-02 late A count = 4\n" /* three of them */
            ON("2018-10-03") ON("2018-11-01")),
        "duty A 2018 96\n"
        "more A 2018-10 4\n"
        "more A 2018-11 0\n");
}

static void the_total_of_a_field_can_be_counted(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule r when late reaching 1 hour of minutes in month deduct 5 points from duty end\n"
        "rule e when late every 30 minutes of minutes in month deduct 1 point from duty end\n"
        "rule b when late beyond 50 minutes of minutes in month\n"
        "  deduct 0.1 points from duty end\n" GIVEN(
            "given person A\n"
            "given 2018-10-01 late A minutes = 20 count = 2\n"   /* 40: e once */
            "given 2018-10-02 late A\n"                          /* unknown: nothing */
            "given 2018-10-03 late A minutes = 25 count = 2\n"), /* 65, 90: r, e twice, b twice */
        "duty A 2018 91.8\n"
        "r A 2018-10 1\n"
        "e A 2018-10 3\n"
        "b A 2018-10 2\n");
}

static void a_rolling_window_can_be_reached_again(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule pair when late reaching 2 times in last 12 months deduct 5 points from duty end\n"
        "rule tight when late reaching 2 times in last 7 days deduct 1 point from duty end\n" GIVEN(
            "given person A\n" ON("2018-03-10") ON("2018-03-16") /* both: 10 to 16 are seven days */
            ON("2018-03-23")   /* 17 to 23: alone; third of the year */
            ON("2019-03-23")   /* from 24 March: alone */
            ON("2020-03-22")), /* pair again */
        "duty A 2018 94\n"
        "duty A 2019 100\n"
        "duty A 2020 95\n");
}

static void n_is_that_of_the_version_of_the_event_that_fires(void **state)
{
    (void)state;
    const char *rules = PEOPLE DUTY LATE
        "rule limit when late reaching 3 times in year deduct 5 points from duty end\n"
        "rule limit from 2018-07-01 when late reaching 2 times in year\n"
        "  deduct 7 points from duty end\n" GIVEN("given person A\n" ON("2018-05-20")
                                                      ON("2018-07-03"));
    assert_values(rules, "duty A 2018 93\n"
                         "limit A 2018-07 1\n");
}

static void each_event_counts_if_the_version_of_its_day_selects_it(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "section extra each year base 0 points end\n"
                  "rule limit when late deduct 1 point from extra end\n"
                  "rule limit from 2018-07-01 when late where minutes above 5 minutes\n"
                  "  reaching 2 times in year deduct 7 points from duty end\n" GIVEN(
                      "given person A\n" ON("2018-05-20")
                          ON("2018-07-03") "given 2018-07-04 late A minutes = 6\n"),
                  "duty A 2018 93\n"
                  "limit A 2018-07 1\n");
}

static void what_is_voided_does_not_count_and_order_is_by_date(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule excusing when any event where excused void end\n"
                                   "rule second when late reaching 2 times in month\n"
                                   "  deduct 1 point * (minutes / 1 minute) from duty end\n" GIVEN(
                                       "given person A\n"
                                       "given 2018-10-09 late A minutes = 9\n"
                                       "given 2018-10-03 late A minutes = 3 excused = yes\n"
                                       "given 2018-10-04 late A minutes = 4\n"),
                  "duty A 2018 91\n");
}

static void a_run_within_a_window_forgets_what_lies_before_it(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule m when late run of 3 times in month deduct 5 points from duty end\n"
                  "rule d when late run of 3 times in last 10 days deduct 1 point from duty end\n"
                  "rule all when late run of 3 times deduct 20 points from duty end\n" GIVEN(
                      "given person A\n" ON("2018-10-30") ON("2018-10-31")
                          ON("2018-11-01")              /* d and all */
                      ON("2018-11-12") ON("2018-11-21") /* m */
                      ON("2018-11-22")),                /* all */
                  "duty A 2018 54\n"
                  "m A 2018-11 1\n"
                  "d A 2018 1\n"
                  "all A 2018 2\n");
}

static void
a_firing_uses_up_what_it_counted_and_its_row_leaves_the_window_with_the_rest(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule d when late run of 3 times in last 10 days deduct 1 point from duty end\n" GIVEN(
            "given person A\n" ON(
                "2018-10-01") "given 2018-10-02 late A count = 4\n" /* fires; 2 left */
            ON("2018-10-11")                                        /* fires: 3 */
            "given 2018-10-12 late A count = 5\n"                   /* fires; 2 left */
            ON("2018-10-22")),                                      /* 2 have left */
        "d A 2018-W40 1\n"
        "d A 2018-W41 2\n"
        "d A 2018-W43 0\n");
}

static void an_account_names_what_the_window_held(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        PEOPLE DUTY LATE
        "rule pair when late reaching 2 times in month deduct 5 points from duty end\n" GIVEN(
            "given person A\n" ON("2018-09-30") ON("2018-10-02") ON("2018-10-01")));
    scripted_run(script, "duty A 2018\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 1);
    const TraceEntry *fired = &script->trace.entries[0];
    assert_int_equal(fired->held_count, 2);
    assert_int_equal(fired->held[0], 3);
    assert_int_equal(fired->held[1], 2);
    scripted_free(script);
}

static void by_occurrence_each_has_the_effect_of_its_step(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "rule r when late by occurrence in month\n"
        "  1 → notice \"a talk\" 2..3 → deduct 1 point from duty 4.. → deduct 5 points from duty\n"
        "  4 → deduct 20 points from duty cap 40 points each year end\n" GIVEN(
            "given person A given person B\n" ON("2018-10-02") ON("2018-10-01") /* talk, 1 */
            "given 2018-10-03 late A count = 3\n"                               /* 1, 5 and 20, 5 */
            ON("2018-11-01") "given 2018-10-03 late B\n"),                      /* talk */
        "duty A 2018 68\n"
        "duty B 2018 100\n");
}

static void n_by_a_changing_let_is_that_of_the_triggering_event(void **state)
{
    (void)state;
    assert_values(
        PEOPLE DUTY LATE
        "let limit until 2018-06-30 = 3 times end let limit from 2018-07-01 = 2 times end\n"
        "rule r when late reaching limit in year deduct 5 points from duty end\n"
        "rule s when late run of limit where minutes is known deduct 7 points from duty "
        "end\n" GIVEN("given person A given person B given person C\n"
                      "given 2018-05-01 late A given 2018-05-02 late A\n"
                      "given 2018-07-01 late A given 2018-07-02 late A\n"
                      "given 2018-05-01 late B given 2018-07-02 late B\n"
                      "given 2018-05-01 late C minutes = 1\n"
                      "given 2018-05-02 late C minutes = 1\n"
                      "given 2018-05-03 late C minutes = 1\n"
                      "given 2018-07-01 late C minutes = 1\n"
                      "given 2018-07-02 late C minutes = 1\n"),
        "r A 2018-05 0\n"
        "r A 2018-07 0\n" /* two already: it does not go from below 2 */
        "r B 2018-07 1\n"
        "r C 2018-05 1\n"
        "s C 2018-05 1\n"
        "s C 2018-07 1\n"
        "duty C 2018 81\n");
}

static void n_by_a_table_is_of_the_events_own_subject(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "table limit by role head -> 1 time, staff -> 3 times end\n"
                  "table most by minutes 0 minutes..10 minutes -> 30 minutes, 11 minutes.. -> 50 "
                  "minutes end\n"
                  "rule r when late every limit[role] in year deduct 1 point from duty end\n"
                  "rule m when late reaching most[minutes] of minutes in year notice \"x\" end\n"
                  "rule b when late beyond limit[role] in year notice \"y\" end\n" GIVEN(
                      "given person H role = head given person A\n"
                      "given 2018-05-01 late H given 2018-05-02 late H\n"
                      "given 2018-05-01 late A given 2018-05-02 late A count = 3\n"
                      "given 2018-06-01 late A minutes = 20 given 2018-06-02 late A minutes = 20\n"
                      "given 2018-06-03 late A minutes = 10\n"),
                  "duty H 2018 98\n"
                  "duty A 2018 98\n"
                  "b H 2018 1\n"
                  "b A 2018 4\n"
                  "m A 2018-06 0\n"); /* 40 of 50; then 30 is wanted, and 40 was there already */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reaching_n_fires_once_in_the_window),
        cmocka_unit_test(every_n_fires_at_each_multiple_and_a_row_may_pass_several),
        cmocka_unit_test(beyond_n_fires_for_every_occurrence_after_it),
        cmocka_unit_test(the_total_of_a_field_can_be_counted),
        cmocka_unit_test(a_rolling_window_can_be_reached_again),
        cmocka_unit_test(n_is_that_of_the_version_of_the_event_that_fires),
        cmocka_unit_test(each_event_counts_if_the_version_of_its_day_selects_it),
        cmocka_unit_test(what_is_voided_does_not_count_and_order_is_by_date),
        cmocka_unit_test(a_run_within_a_window_forgets_what_lies_before_it),
        cmocka_unit_test(
            a_firing_uses_up_what_it_counted_and_its_row_leaves_the_window_with_the_rest),
        cmocka_unit_test(by_occurrence_each_has_the_effect_of_its_step),
        cmocka_unit_test(n_by_a_changing_let_is_that_of_the_triggering_event),
        cmocka_unit_test(n_by_a_table_is_of_the_events_own_subject),
        cmocka_unit_test(an_account_names_what_the_window_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Rules on events that read a score: they run once it is known, before what they post to. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    "section duty each month base 40 points end\n"                                                 \
    "section extra each month base 0 points end\n"                                                 \
    "section bonus each year base 0 points end\n"                                                  \
    "grade level by duty good: duty at least 38 points poor: otherwise end\n"
#define LATE                                                                                       \
    "event late end event praise end\n"                                                            \
    "rule late_rule when late deduct 1 point from duty end\n"

static void the_grade_of_the_month_decides_also_of_events_before_it_fell(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise where level is good add 1 point to extra end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-01 praise A\n" /* October ends with 37: poor */
                      "given 2018-10-02 late A count = 3 given 2018-11-01 praise A\n"
                      "given 2018-10-05 praise B given 2018-10-02 late B count = 2\n"),
                  "extra A 2018-10 0\n"
                  "extra A 2018-11 1\n"
                  "extra B 2018-10 1\n");
}

static void who_is_charged_is_chosen_by_their_own_score(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise\n"
                  "  charge person where duty below 39 points\n"
                  "  charge 50% to leader where duty below 39 points\n"
                  "  deduct 4 points from extra end\n" GIVEN(
                      "given person H role = head given person A leader = H\n"
                      "given 2018-10-01 praise A given 2018-11-01 praise A\n"
                      "given 2018-10-02 late H count = 2 given 2018-11-02 late A count = 2\n"),
                  "extra H 2018-10 -2\n"
                  "extra A 2018-10 0\n"
                  "extra H 2018-11 0\n"
                  "extra A 2018-11 -4\n");
}

static void an_amount_may_be_made_of_a_score(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule r when praise add 10% * duty to extra end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-01 praise A count = 2 given 2018-10-02 late A count = 5\n"),
                  "extra A 2018-10 7\n"); /* twice 10% of 35 */
}

static void its_counter_counts_what_the_score_selects(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise where level is good\n"
                  "  reaching 3 times in year add 5 points to bonus end\n"
                  "rule s when praise where level is good\n"
                  "  every 2 times in last 2 months add 1 point to extra end\n" GIVEN(
                      "given person A\n"
                      "given 2018-09-20 praise A given 2018-10-01 praise A\n"
                      "given 2018-10-30 late A count = 3\n" /* October is poor */
                      "given 2018-11-10 praise A given 2018-12-01 praise A\n"),
                  "bonus A 2018 5\n" /* September, November, December */
                  "extra A 2018-11 1\n"
                  "extra A 2018-12 1\n"); /* two again, with November */
}

static void its_run_is_broken_by_a_score(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE "rule r when praise run of 2 times in year where level is good\n"
                                   "  add 5 points to bonus end\n" GIVEN(
                                       "given person A given person B\n"
                                       "given 2018-09-20 praise A given 2018-10-01 praise A\n"
                                       "given 2018-11-10 praise A given 2018-12-01 praise A\n"
                                       "given 2018-10-30 late A count = 3\n" /* breaks it: once */
                                       "given 2018-09-20 praise B given 2018-10-01 praise B\n"
                                       "given 2018-11-10 praise B given 2018-12-01 praise B\n"),
                  "bonus A 2018 5\n"
                  "bonus B 2018 10\n");
}

static void its_cap_is_used_up_also_before_the_period_asked(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise where level is good add 3 points to extra\n"
                  "  cap 5 points each year end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-01 praise A given 2018-03-01 late A count = 3\n"
                      "given 2018-03-05 praise A given 2018-11-01 praise A\n"),
                  "extra A 2018-11 2\n");
}

static void versions_wait_for_each_other(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise add 3 points to extra cap 5 points each year end\n"
                  "rule r from 2018-06-01 when praise where level is good add 3 points to extra\n"
                  "  cap 5 points each year end\n" GIVEN(
                      "given person A\n"
                      "given 2018-03-01 late A count = 3 given 2018-03-05 praise A\n"
                      "given 2018-10-01 late A count = 3 given 2018-10-05 praise A\n"
                      "given 2018-11-01 praise A\n"),
                  "extra A 2018-03 3\n"
                  "extra A 2018-10 0\n"
                  "extra A 2018-11 2\n");
}

static void a_chain_of_scores_and_rules_goes_stage_by_stage(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "section third each month base 0 points end\n"
                  "rank place by extra end\n"
                  "rule one when praise where level is good add 1 point to extra end\n"
                  "rule two when praise where place at most 1 add 10 points to third end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-01 praise A given 2018-10-01 praise B\n"
                      "given 2018-10-02 late B count = 3\n"),
                  "place A 2018-10 1\n"
                  "place B 2018-10 2\n"
                  "third A 2018-10 10\n"
                  "third B 2018-10 0\n");
}

static void a_score_that_is_not_assessed_fires_neither_way(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "event vote mark: points end\n"
                  "score votes each month = average of vote.mark end\n"
                  "rule r when praise where votes below 60 points add 1 point to extra end\n"
                  "rule s when praise unless votes below 60 points add 2 points to extra end\n"
                  "rule t when praise unless votes is known add 4 points to extra end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-01 praise A given 2018-11-01 praise A\n"
                      "given 2018-11-05 vote A mark = 50\n"),
                  "extra A 2018-10 4\n"
                  "extra A 2018-11 1\n");
}

static void an_aggregate_looks_at_the_periods_that_ended_by_the_day(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "rule r when praise where average of (duty in previous month) below 40 points\n"
                  "  add 1 point to extra end\n"
                  "rule s when praise add total of (duty in year) to bonus end\n" GIVEN(
                      "given person A joined = 2018-10-01\n"
                      "given 2018-10-03 late A count = 2 given 2018-11-03 late A\n"
                      "given 2018-10-05 praise A given 2018-11-05 praise A\n"),
                  "extra A 2018-10 0\n" /* not assessed in September */
                  "extra A 2018-11 1\n"
                  "bonus A 2018 38\n"); /* nothing, then October */
}

static void voided_and_treated_events_are_settled_before(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY LATE
                  "event remark serious: yes or no default no end\n"
                  "rule v when praise where excused void end\n"
                  "rule t when remark where serious treat as praise end\n"
                  "rule r when praise where level is good add 1 point to extra end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-01 praise A excused = yes\n"
                      "given 2018-10-02 remark A serious = yes given 2018-10-03 remark A\n"),
                  "extra A 2018-10 1\n");
}

static void an_aggregate_over_seasons_has_none_between_them(void **state)
{
    (void)state;
    /* in May three months of the term have ended, 3 * 40; July is in no term, September has none
     * behind it, in October it is 40 */
    assert_values("period term \"spring\" from 2018-02-01 until 2018-06-30\n"
                  "  \"autumn\" from 2018-09-01 until 2018-12-31 end\n" PEOPLE DUTY LATE
                  "rule r when praise where total of (duty in term) at least 40 points\n"
                  "  add 1 point to extra end\n"
                  "rule q when praise where total of (duty in previous term) at least 200 points\n"
                  "  add 2 points to extra end\n" GIVEN(
                      "given person A given 2018-05-03 praise A given 2018-07-03 praise A\n"
                      "given 2018-09-03 praise A given 2018-10-03 praise A\n"),
                  "extra A 2018-05 1\nextra A 2018-09 2\nextra A 2018-10 3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grade_of_the_month_decides_also_of_events_before_it_fell),
        cmocka_unit_test(who_is_charged_is_chosen_by_their_own_score),
        cmocka_unit_test(an_amount_may_be_made_of_a_score),
        cmocka_unit_test(its_counter_counts_what_the_score_selects),
        cmocka_unit_test(its_run_is_broken_by_a_score),
        cmocka_unit_test(its_cap_is_used_up_also_before_the_period_asked),
        cmocka_unit_test(versions_wait_for_each_other),
        cmocka_unit_test(a_chain_of_scores_and_rules_goes_stage_by_stage),
        cmocka_unit_test(a_score_that_is_not_assessed_fires_neither_way),
        cmocka_unit_test(an_aggregate_looks_at_the_periods_that_ended_by_the_day),
        cmocka_unit_test(voided_and_treated_events_are_settled_before),
        cmocka_unit_test(an_aggregate_over_seasons_has_none_between_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

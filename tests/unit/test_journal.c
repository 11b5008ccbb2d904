/* Sections in order: restarts, and rules that measure a running balance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define MARKS                                                                                      \
    "section marks each year base 0 points end\n"                                                  \
    "section fees each month base 0 points end\n"                                                  \
    "event offence worth: number end event course end event other end\n"                           \
    "rule o when offence add 1 point * worth to marks end\n"
#define OFFENCE(day, who, worth) "given 2018-" day " offence " who " worth = " worth "\n"

static void what_was_before_a_restart_counts_no_more(void **state)
{
    (void)state;
    assert_values(
        PEOPLE MARKS "rule c when course restart marks end\n" GIVEN(
            "given person A given person B given person C\n" OFFENCE(
                "05-01", "A", "9") "given 2018-06-01 course A\n" OFFENCE("07-01", "A", "3")
                OFFENCE("05-01", "B", "4") "given 2019-01-01 course C\n" OFFENCE("12-31", "C",
                                                                                 "5")),
        "marks A 2018 3\n"
        "marks B 2018 4\n"
        "marks C 2018 5\n" /* a restart is of its own period */
        "marks C 2019 0\n");
}

static void a_restart_goes_back_to_the_base_and_limits_follow(void **state)
{
    (void)state;
    assert_values(PEOPLE "section duty each month base 40 points floor 10 points end\n"
                         "event late end event fault end event off end\n"
                         "rule l when late deduct 25 points from duty end\n"
                         "rule f when fault restart duty end\n"
                         "rule s when off set duty to 20 points end\n" GIVEN(
                             "given person A given person B\n"
                             "given 2018-10-01 late A given 2018-10-02 fault A\n"
                             "given 2018-10-03 late A given 2018-10-04 late A\n"
                             "given 2018-10-01 late B given 2018-10-02 off B\n"
                             "given 2018-10-03 fault B\n"),
                  "duty A 2018-10 10\n"
                  "duty B 2018-10 20\n"); /* what is set stands, whatever comes later */
}

static void the_log_orders_a_day_and_the_own_event_is_not_before(void **state)
{
    (void)state;
    assert_values(
        PEOPLE MARKS "rule c when course restart marks add 7 points to marks end\n" GIVEN(
            "given person A given person B\n" OFFENCE(
                "06-01", "A", "1") "given 2018-06-01 course A\n" OFFENCE("06-01", "A", "2")
                OFFENCE("06-02", "B", "2") "given 2018-06-01 course B\n"
                                           "given 2018-06-03 course B\n"),
        "marks A 2018 9\n"
        "marks B 2018 7\n");
}

static void what_a_cap_left_is_absorbed_and_does_not_free_the_cap(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "rule c when course restart marks end\n"
                               "rule p when other add 4 points to marks cap 10 points each year "
                               "end\n" GIVEN("given person A given person B\n"
                                             "given 2018-01-01 other A given 2018-01-02 other A\n"
                                             "given 2018-01-03 course A\n"
                                             "given 2018-01-04 other A given 2018-01-05 other A\n"
                                             "given 2018-01-04 other B given 2018-01-05 other B\n"
                                             "given 2018-01-06 other B\n"),
                  "marks A 2018 2\n"
                  "marks B 2018 10\n");
}

static void joint_liability_is_kept_in_order(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS "rule j when other charge person charge 50% to leader\n"
                               "  add 2 points to marks end\n"
                               "rule c when course restart marks end\n" GIVEN(
                                   "given person H given person A leader = H\n"
                                   "given 2018-01-01 other A given 2018-01-02 course H\n"
                                   "given 2018-01-03 other A given 2018-01-04 other A count = 2\n"),
                  "marks A 2018 8\n"
                  "marks H 2018 3\n");
}

static void a_rule_on_scores_can_restart_and_post(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "section work each month base 10 points end\n"
                  "event late end rule l when late deduct 6 points from work end\n"
                  "rule c when work below 5 points restart marks end\n"
                  "rule d when work below 5 points add 1 point to marks end\n" GIVEN(
                      "given person A\n" OFFENCE("03-01", "A", "9") OFFENCE(
                          "03-31", "A", "1") "given 2018-03-02 late A\n"
                                             "given 2018-04-02 late A\n"
                                             "given 2018-03-31 late A\n"
                                             "given 2018-04-30 late A\n"
                                             "given 2018-12-31 late A\n"
                                             "given 2018-12-31 late A\n" OFFENCE("05-01", "A", "2")
                                                 OFFENCE("12-31", "A", "3")),
                  "marks A 2018 1\n"); /* the month ends behind all of its events */
}

static void a_balance_fires_once_when_it_goes_from_below_to_there(void **state)
{
    (void)state;
    assert_values(
        PEOPLE MARKS
        "rule c when course restart marks end\n"
        "rule r when offence reaching 12 points of marks in year\n"
        "  add 1 point to fees end\n" GIVEN(
            "given person A given person B\n" OFFENCE("01-05", "A", "11") OFFENCE("02-05", "A", "1")
                OFFENCE("03-05", "A", "5") "given 2018-04-05 course A\n" OFFENCE("05-05", "A", "12")
                    OFFENCE("12-05", "B", "11") "given 2019-01-05 offence B worth = 11\n"),
        "fees A 2018-01 0\n"
        "fees A 2018-02 1\n"
        "fees A 2018-03 0\n"
        "fees A 2018-05 1\n"
        "fees B 2018-12 0\n"
        "fees B 2019-01 0\n"); /* another year, another balance */
}

static void it_is_measured_at_the_selected_events_only(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "rule p when other deduct 3 points from marks end\n"
                  "rule r when offence where worth is 0 reaching 5 points of marks\n"
                  "  in year add 1 point to fees end\n" GIVEN(
                      "given person A\n" OFFENCE("01-05", "A", "6") OFFENCE("02-05", "A", "0")
                          OFFENCE("03-05", "A", "0") "given 2018-04-04 other A\n" OFFENCE(
                              "04-05", "A", "4") OFFENCE("04-06", "A", "0")),
                  "fees A 2018-01 0\n"
                  "fees A 2018-02 1\n"
                  "fees A 2018-03 0\n"
                  "fees A 2018-04 1\n"); /* 3 in between, then 7 */
}

static void every_and_beyond_measure_as_well(void **state)
{
    (void)state;
    assert_values(
        PEOPLE MARKS
        "rule e when offence every 5 points of marks in year add 1 point to fees end\n"
        "rule b when offence beyond 12 points of marks in year\n"
        "  add 100 points to fees end\n" GIVEN(
            "given person A given person B\n" OFFENCE("01-05", "A", "4") OFFENCE("02-05", "A", "7")
                OFFENCE("03-05", "A", "1") OFFENCE("04-05", "A", "1") OFFENCE("05-05", "A", "-4")
                    OFFENCE("06-05", "A", "7") "given 2018-06-05 offence B worth = 5 count = 4\n"),
        "fees A 2018-01 0\n"
        "fees A 2018-02 2\n"     /* 11: at 5 and at 10 */
        "fees A 2018-03 0\n"     /* 12 is not beyond 12 */
        "fees A 2018-04 100\n"   /* 13 */
        "fees A 2018-05 0\n"     /* 9 */
        "fees A 2018-06 102\n"   /* 16: at 10 again, and at 15 */
        "fees B 2018-06 204\n"); /* 5, 10, 15, 20: four multiples, two beyond 12 */
}

static void a_base_and_what_was_posted_on_the_day_are_in_the_balance(void **state)
{
    (void)state;
    assert_values(PEOPLE
                  "section marks each year base if role is head then 10 points else 0 points "
                  "end\n"
                  "section fees each month base 0 points end\n"
                  "event offence end event other end\n"
                  "rule o when offence add 1 point to marks end\n"
                  "rule p when other add 1 point to marks end\n"
                  "rule r when offence reaching 12 points of marks in year\n"
                  "  add 1 point to fees end\n" GIVEN(
                      "given person H role = head given person A\n"
                      "given 2018-02-01 offence H\n"
                      "given 2018-03-01 other H\n"
                      "given 2018-03-01 offence H\n"
                      "given 2018-02-01 offence A given 2018-03-01 offence A\n"),
                  "fees H 2018-02 0\n"
                  "fees H 2018-03 1\n"
                  "fees A 2018-03 0\n"
                  "marks H 2018 13\n");
}

static void versions_share_the_balance_each_with_its_own_number(void **state)
{
    (void)state;
    assert_values(PEOPLE MARKS
                  "rule r until 2018-06-30 when offence reaching 6 points of marks in year\n"
                  "  add 1 point to fees end\n"
                  "rule r from 2018-07-01 when offence reaching 8 points of marks in year\n"
                  "  add 10 points to fees end\n" GIVEN("given person A given person B\n" OFFENCE(
                      "05-05", "A", "7") OFFENCE("07-05", "A", "1") OFFENCE("05-05", "B", "9")
                                                            OFFENCE("07-05", "B", "1")),
                  "fees A 2018-05 1\n"
                  "fees A 2018-07 10\n"
                  "fees B 2018-05 1\n"
                  "fees B 2018-07 0\n"); /* it was there already */
}

static void one_balance_leads_to_another(void **state)
{
    (void)state;
    assert_values(
        PEOPLE MARKS
        "section more each year base 0 points end\n"
        "rule r when offence every 3 points of marks in year charge person charge leader\n"
        "  add 4 points to more end\n"
        "rule s when offence reaching 8 points of more in year add 5 points to fees end\n"
        "rank k by more end\n" GIVEN("given person H given person A leader = H\n" OFFENCE(
            "01-05", "A", "3") OFFENCE("02-05", "A", "2") OFFENCE("03-05", "A", "1")),
        "more A 2018 8\n"
        "more H 2018 8\n"
        "fees A 2018-02 0\n"
        "fees A 2018-03 5\n"
        "fees H 2018-03 0\n" /* measured at one's own events */
        "k A 2018 1\n"
        "k H 2018 1\n");
}

static void a_month_needs_the_balance_of_its_year(void **state)
{
    (void)state;
    Scripted *script =
        scripted_new(PEOPLE MARKS "rule r when offence reaching 12 points of marks in year\n"
                                  "  add 1 point to fees end\n" GIVEN("given person A\n" OFFENCE(
                                      "05-01", "A", "9") OFFENCE("06-01", "A", "3")));
    scripted_run(script, "fees A 2018-06\n");
    assert_non_null(script->result);
    for (size_t i = 0; i < script->trace.count; i++)
        if (script->trace.entries[i].balance.den)
            assert_int_equal(script->trace.entries[i].balance.num, 12);
    scripted_free(script);
}

static void an_account_keeps_what_was_absorbed(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        PEOPLE MARKS "rule c when course restart marks end\n" GIVEN("given person A\n" OFFENCE(
            "05-01", "A", "9") "given 2018-06-01 course A\n" OFFENCE("07-01", "A", "3")));
    scripted_run(script, "marks A 2018\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 3);
    const TraceEntry *entry = script->trace.entries;
    assert_int_equal(entry[0].kind, TRACE_POSTED);
    assert_int_equal(entry[0].amount.num, 0);
    assert_int_equal(entry[0].asked.num, 9);
    assert_non_null(entry[0].restart);
    assert_int_equal(entry[0].restart->day, entry[1].day);
    assert_int_equal(entry[1].kind, TRACE_RESTARTED);
    assert_int_equal(entry[1].amount.num, 9);
    assert_int_equal(entry[2].amount.num, 3);
    assert_null(entry[2].restart);
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_before_a_restart_counts_no_more),
        cmocka_unit_test(a_restart_goes_back_to_the_base_and_limits_follow),
        cmocka_unit_test(the_log_orders_a_day_and_the_own_event_is_not_before),
        cmocka_unit_test(what_a_cap_left_is_absorbed_and_does_not_free_the_cap),
        cmocka_unit_test(joint_liability_is_kept_in_order),
        cmocka_unit_test(a_rule_on_scores_can_restart_and_post),
        cmocka_unit_test(a_balance_fires_once_when_it_goes_from_below_to_there),
        cmocka_unit_test(it_is_measured_at_the_selected_events_only),
        cmocka_unit_test(every_and_beyond_measure_as_well),
        cmocka_unit_test(a_base_and_what_was_posted_on_the_day_are_in_the_balance),
        cmocka_unit_test(versions_share_the_balance_each_with_its_own_number),
        cmocka_unit_test(one_balance_leads_to_another),
        cmocka_unit_test(a_month_needs_the_balance_of_its_year),
        cmocka_unit_test(an_account_keeps_what_was_absorbed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

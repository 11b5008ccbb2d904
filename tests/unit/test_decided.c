/* Amounts as decided: settled ones, and what open ones leave of everything behind them (S21). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define CONDUCT                                                                                    \
    "event conduct end event late end\n"                                                           \
    "section duty each month base 100 points end\n"                                                \
    "section reward each year base 0 points end\n"
#define RULE "rule r when conduct deduct between 10 points and 50 points as decided from duty end\n"

static void a_decision_is_posted_and_an_open_one_leaves_both_bounds(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE GIVEN("given person A given person B given person C\n"
                                            "given 2018-10-01 conduct A decided = 20 points\n"
                                            "given 2018-10-02 conduct B\n"),
                  "duty A 2018-10 80\n"
                  "duty B 2018-10 50..90\n"
                  "duty C 2018-10 100\n"
                  "r B 2018-10 1\n");
}

static void an_open_award_and_an_open_deduction_are_added(void **state)
{
    (void)state;
    assert_values(
        PEOPLE CONDUCT RULE
        "event praise end\n"
        "rule p when praise add between 1 point and 3 points as decided to duty end\n" GIVEN(
            "given person A\n"
            "given 2018-10-01 conduct A given 2018-10-02 praise A\n"
            "given 2018-10-03 praise A decided = 2 points\n"),
        "duty A 2018-10 53..95\n"); /* 100 - 50 + 1 + 2, 100 - 10 + 3 + 2 */
}

static void occurrences_and_shares_multiply_both_ends(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT
                  "rule r when conduct charge person charge 50% to leader\n"
                  "  deduct between 1 point and 3 points as decided from duty end\n" GIVEN(
                      "given person H given person A leader = H\n"
                      "given 2018-10-01 conduct A count = 3\n"
                      "given 2018-11-01 conduct A count = 2 decided = 2 points\n"),
                  "duty A 2018-10 91..97\n"
                  "duty H 2018-10 95.5..98.5\n"
                  "duty A 2018-11 96\n"
                  "duty H 2018-11 98\n");
}

static void limits_holds_and_rounding_keep_the_ends_in_order(void **state)
{
    (void)state;
    assert_values(
        PEOPLE "event conduct end event fault end\n"
               "section low each month base 20 points floor 0 points end\n"
               "section gone each month base 5 points floor 0 points end\n"
               "section held each month base 100 points end\n"
               "rule r1 when conduct deduct between 10 points and 50 points as decided from low "
               "deduct between 10 points and 50 points as decided from gone\n"
               "  deduct between 10 points and 50 points as decided from held end\n"
               "rule h when fault hold held at most 60 points withhold 50% of pay end\n"
               "score pay each month = held * 1 yuan/point / 3 rounded down to 1 yuan end\n" GIVEN(
                   "given person A given 2018-10-01 conduct A given 2018-10-02 fault A\n"
                   "given 2018-11-01 conduct A\n"),
        "low A 2018-10 0..10\n"
        "gone A 2018-10 0\n" /* whatever is decided */
        "held A 2018-10 50..60\n"
        "pay A 2018-10 8..10\n" /* 50 / 3 / 2, 60 / 3 / 2 */
        "pay A 2018-11 16..30\n");
}

static void formulas_that_rise_or_fall_keep_both_ends(void **state)
{
    (void)state;
    assert_values(
        PEOPLE CONDUCT RULE
        "score bonus each month = 600 yuan - (100 points - duty) * 20 yuan/point floor 0 yuan end\n"
        "score lost each month = -duty / 4 end\n"
        "score mean each year = average of duty end\n"
        "score whole each year = total of duty end\n"
        "score least each year = lowest of duty end\n"
        "score two each year = average of (worst 2 duty) end\n"
        "score middle each year = median of duty end\n" GIVEN(
            "given person A joined = 2018-10-01\n"
            "given 2018-10-01 conduct A given 2018-11-02 conduct A decided = 30 points\n"),
        "bonus A 2018-10 0..400\n" /* 600 - 50 * 20 is below 0; 600 - 10 * 20 */
        "lost A 2018-10 -22.5..-12.5\n"
        "mean A 2018 220/3..260/3\n"
        "whole A 2018 220..260\n"
        "least A 2018 50..70\n"
        "two A 2018 60..80\n"
        "middle A 2018 70..90\n");
}

static void what_no_longer_has_an_order_is_undecided(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "score square each month = duty * duty / 1 point end\n"
                  "score inverse each month = 100 points * 100 points / duty end\n"
                  "score chosen each month = if duty at least 60 points then 9 points else 1 point "
                  "end\n"
                  "score settled each month = if duty at least 40 points then 9 points else 1 "
                  "point end\n"
                  "score sure each month = if duty above 95 points or duty is known then 9 points "
                  "else 1 point end\n"
                  "score after each month = settled + chosen end\n"
                  "score year each year = total of chosen end\n" GIVEN(
                      "given person A given 2018-10-01 conduct A\n"
                      "given person B\n"),
                  "square A 2018-10 undecided\n"
                  "square B 2018-10 10000\n"
                  "inverse A 2018-10 undecided\n"
                  "chosen A 2018-10 undecided\n"
                  "chosen A 2018-11 9\n"
                  "settled A 2018-10 9\n"
                  "sure A 2018-10 9\n"
                  "after A 2018-10 undecided\n"
                  "year A 2018 undecided\n"
                  "year B 2018 108\n");
}

static void a_place_is_known_where_no_open_score_reaches(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "rule l when late deduct 1 point from duty end\n"
                  "score monthly each month = duty end\n"
                  "rank place by monthly end\n"
                  "rank thick by monthly ties dense end\n"
                  "rank within_role by monthly within role end\n" GIVEN(
                      "given person A role = head given person B given person C given person D\n"
                      "given 2018-10-01 conduct A\n"         /* 50..90 */
                      "given 2018-10-02 late B count = 10\n" /* 90: meets it */
                      "given 2018-10-02 late C count = 9\n"  /* 91: above */
                      "given 2018-10-02 late D count = 51\n" /* 49: below */),
                  "place A 2018-10 undecided\n"
                  "place B 2018-10 undecided\n"
                  "place C 2018-10 1\n"
                  "place D 2018-10 4\n"
                  "thick C 2018-10 1\n"
                  "thick D 2018-10 undecided\n" /* A may share B's place */
                  "within_role A 2018-10 1\n"
                  "within_role B 2018-10 2\n");
}

static void an_open_score_that_meets_nobody_has_its_place(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE "rule l when late deduct 1 point from duty end\n"
                                      "score monthly each month = duty end\n"
                                      "rank place by monthly end\n"
                                      "rank lower by monthly lowest first end\n" GIVEN(
                                          "given person A given person B given person C\n"
                                          "given 2018-10-01 conduct A\n"
                                          "given 2018-10-02 late C count = 60\n"),
                  "place A 2018-10 2\n"
                  "place B 2018-10 1\n"
                  "place C 2018-10 3\n"
                  "lower A 2018-10 2\n"
                  "lower C 2018-10 1\n");
}

static void a_grade_is_known_where_its_conditions_are(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "score monthly each month = duty end\n"
                  "rank place by monthly end\n"
                  "grade level by monthly\n"
                  "  good: monthly at least 95 points fair: monthly at least 40 points\n"
                  "  poor: otherwise end\n"
                  "grade class by monthly high: monthly at least 60 points low: otherwise end\n"
                  "grade prize by place best_one: monthly at least 88 points top 1 ties out\n"
                  "  rest: otherwise end\n"
                  "rule l when late deduct 5 points from duty end\n" GIVEN(
                      "given person A given person B\n"
                      "given person C joined = 2018-11-01 given person D joined = 2018-11-01\n"
                      "given 2018-10-01 conduct A given 2018-11-01 conduct A\n"
                      "given 2018-11-01 late B count = 2\n"
                      "given 2018-11-01 late C count = 4\n"
                      "given 2018-11-01 late D count = 11\n"),
                  "level A 2018-10 fair\n"
                  "level B 2018-10 good\n"
                  "class A 2018-10 undecided\n"
                  "class B 2018-10 high\n"
                  "prize A 2018-11 undecided\n"
                  "prize B 2018-11 undecided\n"
                  "prize C 2018-11 undecided\n" /* its place is */
                  "prize D 2018-11 rest\n");    /* surely not in the running */
}

static void the_cap_of_a_rule_is_applied_to_both_ends(void **state)
{
    (void)state;
    assert_values(
        PEOPLE CONDUCT
        "rule r when conduct deduct between 10 points and 50 points as decided from duty\n"
        "  cap 55 points each month end\n" GIVEN(
            "given person A given person B\n"
            "given 2018-10-01 conduct A given 2018-10-02 conduct A\n"
            "given 2018-10-02 conduct B given 2018-10-03 conduct B decided = 50 points\n"
            "given 2018-11-02 conduct B given 2018-11-03 conduct B\n"
            "given 2018-11-04 conduct B decided = 50 points\n"),
        "duty A 2018-10 45..80\n" /* 50 + 5, 10 + 10 */
        "duty B 2018-10 45\n"     /* 50 + 5, 10 + 45 */
        "duty B 2018-11 45\n");
}

static void a_cap_across_periods_leaves_what_follows_undecided(void **state)
{
    (void)state;
    assert_values(
        PEOPLE CONDUCT
        "rule r when conduct deduct between 10 points and 50 points as decided from duty\n"
        "  cap 60 points each year end\n" GIVEN("given person A\n"
                                                "given 2018-01-01 conduct A decided = 15 points\n"
                                                "given 2018-02-02 conduct A\n"
                                                "given 2018-03-03 conduct A decided = 30 points\n"),
        "duty A 2018-01 85\n"
        "duty A 2018-02 undecided\n"
        "duty A 2018-03 undecided\n"
        "duty A 2018-04 100\n");
}

static void a_void_event_decides_nothing_and_a_treated_one_carries_its_decision(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "rule v when any event where excused void end\n"
                  "event grave end\n"
                  "rule t when grave treat as conduct end\n"
                  "rule g when grave deduct between 1 point and 2 points as decided from duty "
                  "end\n" GIVEN("given person A given person B given person C\n"
                                "given 2018-10-01 conduct A excused = yes\n"
                                "given 2018-10-01 grave B decided = 40 points\n"
                                "given 2018-10-01 grave C\n"),
                  "duty A 2018-10 100\n"
                  "duty B 2018-10 60\n"
                  "duty C 2018-10 50..90\n");
}

static void a_value_that_is_set_hides_what_is_open(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE "rule s when late set duty to 30 points end\n" GIVEN(
                      "given person A given 2018-10-01 conduct A given 2018-10-02 late A\n"),
                  "duty A 2018-10 30\n");
}

static void a_rule_on_scores_fires_where_its_condition_is_settled(void **state)
{
    (void)state;
    assert_values(
        PEOPLE CONDUCT RULE
        "score monthly each month = duty end\n"
        "section sure each month base 0 points end\n"
        "section open each month base 0 points end\n"
        "section never each month base 0 points end\n"
        "section paid each month base 0 points end\n"
        "section leading each month base 0 points end\n"
        "rule a when monthly below 95 points add 1 point to sure end\n"
        "rule b when monthly below 60 points add 1 point to open end\n"
        "rule c when monthly below 50 points add 1 point to never end\n"
        "rule d when monthly below 95 points add monthly to paid end\n"
        "rule e when monthly below 60 points charge leader add 1 point to leading end\n" GIVEN(
            "given person H given person A leader = H\n"
            "given 2018-10-01 conduct A\n"),
        "sure A 2018-10 1\n"
        "open A 2018-10 undecided\n"
        "open A 2018-11 0\n"
        "never A 2018-10 0\n"
        "paid A 2018-10 undecided\n"
        "leading A 2018-10 0\n"
        "leading H 2018-10 undecided\n");
}

static void a_rule_on_events_that_reads_what_is_open_leaves_its_targets_undecided(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "section extra each month base 0 points end\n"
                  "section capped each month base 0 points end\n"
                  "score monthly each month = duty + extra end\n"
                  "rule x when late where duty below 60 points deduct 1 point from extra end\n"
                  "rule y when late where duty below 60 points deduct 1 point from capped\n"
                  "  cap 2 points each year end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-02 conduct A given 2018-10-03 late A given 2018-10-03 late B\n"
                      "given 2018-11-02 conduct A decided = 50 points given 2018-11-03 late A\n"),
                  "extra A 2018-10 undecided\n"
                  "extra A 2018-11 -1\n"
                  "extra A 2018-12 0\n"
                  "extra B 2018-10 0\n"
                  "monthly A 2018-10 undecided\n"
                  "monthly A 2018-11 49\n"
                  "capped A 2018-10 undecided\n"
                  "capped A 2018-11 undecided\n"
                  "capped B 2018-10 0\n");
}

static void a_group_has_the_ends_of_its_members(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT RULE
                  "score mean each month = average of (duty across role) end\n"
                  "score best_one each month = highest of (duty across role) end\n"
                  "score team each month = total of (duty under leader) end\n"
                  "score part each month = share of (duty across role) end\n"
                  "score split each month = 100 yuan * share of (duty across role)\n"
                  "  rounded down to 1 yuan keeping total across role end\n"
                  "score odd each month = if duty at least 60 points then duty else 1 point end\n"
                  "score odd_mean each month = average of (odd across role) end\n" GIVEN(
                      "given person H role = head given person A leader = H\n"
                      "given person B leader = H\n"
                      "given 2018-10-01 conduct A\n"),
                  "mean A 2018-10 75..95\n"
                  "mean B 2018-10 75..95\n"
                  "mean H 2018-10 100\n"
                  "best_one B 2018-10 100\n"
                  "team H 2018-10 150..190\n"
                  "part B 2018-10 undecided\n"
                  "part H 2018-10 1\n"
                  "split A 2018-10 undecided\n"
                  "split B 2018-10 undecided\n"
                  "split H 2018-10 100\n"
                  "split B 2018-11 50\n"
                  "odd_mean B 2018-10 undecided\n"
                  "odd_mean H 2018-10 100\n");
}

static void a_counter_asks_for_the_decision_of_the_event_that_fires(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT
                  "rule r when conduct reaching 2 times in month\n"
                  "  deduct between 10 points and 50 points as decided from duty end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-01 conduct A decided = 40 points\n"
                      "given 2018-10-02 conduct A\n"
                      "given 2018-10-01 conduct B\n"
                      "given 2018-10-02 conduct B decided = 40 points\n"),
                  "duty A 2018-10 50..90\n"
                  "duty B 2018-10 60\n");
}

static void bounds_may_depend_on_who_it_is(void **state)
{
    (void)state;
    assert_values(PEOPLE CONDUCT
                  "rule r when conduct deduct between 1 point and\n"
                  "  (if person.role is head then 20 points else 10 points) as decided from duty "
                  "end\n" GIVEN("given person A role = head given person B\n"
                                "given 2018-10-01 conduct A given 2018-10-01 conduct B\n"),
                  "duty A 2018-10 80..99\n"
                  "duty B 2018-10 90..99\n");
}

static void a_decision_out_of_bounds_is_refused(void **state)
{
    (void)state;
    assert_fails(PEOPLE CONDUCT RULE GIVEN("given person A\n"
                                           "given 2018-10-01 conduct A decided = 51 points\n"),
                 "duty A 2018-10\n",
                 "error E1046: the decision 51 points lies outside 10 points to 50 points, which "
                 "r sets as bounds  a.merit:13\n"
                 "   13 | given 2018-10-01 conduct A decided = 51 points\n"
                 "      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                 "  write a decision from 10 points to 50 points, or leave it empty until it is "
                 "made\n");
}

static void one_event_carries_one_decision_and_a_score_none(void **state)
{
    (void)state;
    assert_script_refused(
        PEOPLE CONDUCT RULE
        "section fund each month base 0 yuan end\n"
        "rule q when conduct deduct between 1 yuan and 5 yuan as decided from fund end\n",
        DIAG_E0396);
    assert_script_refused(PEOPLE CONDUCT
                          "score monthly each month = duty end\n"
                          "section extra each month base 0 points end\n"
                          "rule q when monthly below 60 points\n"
                          "  deduct between 1 point and 5 points as decided from extra end\n",
                          DIAG_E0395);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_decision_is_posted_and_an_open_one_leaves_both_bounds),
        cmocka_unit_test(an_open_award_and_an_open_deduction_are_added),
        cmocka_unit_test(occurrences_and_shares_multiply_both_ends),
        cmocka_unit_test(limits_holds_and_rounding_keep_the_ends_in_order),
        cmocka_unit_test(formulas_that_rise_or_fall_keep_both_ends),
        cmocka_unit_test(what_no_longer_has_an_order_is_undecided),
        cmocka_unit_test(a_place_is_known_where_no_open_score_reaches),
        cmocka_unit_test(an_open_score_that_meets_nobody_has_its_place),
        cmocka_unit_test(a_grade_is_known_where_its_conditions_are),
        cmocka_unit_test(the_cap_of_a_rule_is_applied_to_both_ends),
        cmocka_unit_test(a_cap_across_periods_leaves_what_follows_undecided),
        cmocka_unit_test(a_void_event_decides_nothing_and_a_treated_one_carries_its_decision),
        cmocka_unit_test(a_value_that_is_set_hides_what_is_open),
        cmocka_unit_test(a_rule_on_scores_fires_where_its_condition_is_settled),
        cmocka_unit_test(a_rule_on_events_that_reads_what_is_open_leaves_its_targets_undecided),
        cmocka_unit_test(a_group_has_the_ends_of_its_members),
        cmocka_unit_test(a_counter_asks_for_the_decision_of_the_event_that_fires),
        cmocka_unit_test(bounds_may_depend_on_who_it_is),
        cmocka_unit_test(a_decision_out_of_bounds_is_refused),
        cmocka_unit_test(one_event_carries_one_decision_and_a_score_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

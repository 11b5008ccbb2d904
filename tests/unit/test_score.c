/* Sections and scores: sums at the end of the period, the order of the parts, aggregates over
 * periods, what is missing, versions by the last day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

/* A monthly section that events move. */
#define WORK                                                                                       \
    "event step move: number between -1000 and 1000 end\n"                                         \
    "section work each month base 10 points end\n"                                                 \
    "rule stepped when step add 1 point * move to work end\n"
#define STEP(date, who, by) "given " date " step " who " move = " by "\n"

/* ---- Sections ---- */

static void a_section_is_limited_on_the_sum_at_the_end_of_the_period(void **state)
{
    (void)state;
    assert_values(
        PEOPLE
        "event step move: number end\n"
        "section low each month base 10 points floor 0 points end\n"
        "section high each month base 10 points cap 12 points end\n"
        "rule a when step add 1 point * move to low add 1 point * move to high end\n" GIVEN(
            "given person A given person B\n" STEP("2018-01-02", "A", "-8")
                STEP("2018-01-03", "A", "-8") STEP("2018-01-04", "A", "5") /* 10 - 16 + 5 = -1 */
            STEP("2018-01-02", "B", "9") STEP("2018-01-03", "B", "-8")),
        "low A 2018-01 0\n"
        "high A 2018-01 -1\n"
        "low B 2018-01 11\n"
        "high B 2018-01 11\n"
        "low A 2018-02 10\n");
}

static void base_floor_and_cap_may_be_formulas(void **state)
{
    (void)state;
    assert_values(PEOPLE
                  "let most = 15 points end\n"
                  "event step move: number end\n"
                  "section work each month base if role is head then 12 points else 6 points\n"
                  "  floor if role is head then 5 points else -20 points cap most end\n"
                  "rule a when step add 1 point * move to work end\n" GIVEN(
                      "given person A role = head given person B\n" STEP("2018-01-02", "A", "-9")
                          STEP("2018-01-02", "B", "-9") STEP("2018-02-02", "A", "9")
                              STEP("2018-02-02", "B", "9.5")),
                  "work A 2018-01 5\n"
                  "work B 2018-01 -3\n"
                  "work A 2018-02 15\n"
                  "work B 2018-02 15\n"
                  "work A 2018-03 12\n");
}

static void a_section_has_the_version_of_the_last_day(void **state)
{
    (void)state;
    assert_values(PEOPLE "section work each month base 40 points end\n"
                         "section work from 2018-10-31 each month base 50 points end\n"
                         "section year_cap each year base 9 points cap 7 points end\n"
                         "section year_cap from 2018-12-31 each year base 9 points cap 8 points\n"
                         "end\n"
                         "section year_cap from 2019-12-30 until 2019-12-30 each year\n"
                         "  base 9 points cap 1 points end\n" GIVEN("given person A\n"),
                  "work A 2018-09 40\n"
                  "work A 2018-10 50\n"
                  "year_cap A 2018 8\n"
                  "year_cap A 2019 -\n"); /* no version on its last day */
}

static void only_who_is_there_for_a_day_has_a_section(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK GIVEN("given person A joined = 2018-03-31 left = 2018-05-01\n"),
                  "work A 2018-02 -\n"
                  "work A 2018-03 10\n"
                  "work A 2018-05 10\n"
                  "work A 2018-06 -\n");
}

/* ---- The order of the parts ---- */

static void pro_rata_is_the_share_of_days_exactly(void **state)
{
    (void)state;
    assert_values(PEOPLE "score pay each month = 800 yuan pro rata end\n"
                         "score least each month = 800 yuan pro rata floor 300 yuan end\n"
                         "score paid each month = 800 yuan pro rata rounded down to 0.01 yuan end\n"
                         "section base_pay each month base 310 points pro rata end\n" GIVEN(
                             "given person A left = 2018-04-10\n"
                             "given person B joined = 2018-03-17\n"),
                  "pay A 2018-03 800\n"
                  "pay A 2018-04 800/3\n" /* 10 of 30 days */
                  "least A 2018-04 300\n"
                  "paid A 2018-04 266.66\n"
                  "pay A 2018-05 -\n"
                  "base_pay B 2018-03 150\n"); /* 15 of 31 days */
}

static void limits_come_before_holds_and_rounding_is_last(void **state)
{
    (void)state;
    assert_values(PEOPLE
                  "event fault sort: one of a, b, c end\n"
                  "score pay each month = 1000 yuan cap 600.5 yuan\n"
                  "  rounded half up to 10 yuan end\n"
                  "rule a when fault where sort is a hold pay at most 404 yuan end\n"
                  "rule b when fault where sort is b hold pay at most 306 yuan end\n"
                  "rule c when fault where sort is c hold pay at least 700 yuan end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-02 fault A sort = a\n"
                      "given 2018-02-02 fault A sort = b given 2018-02-03 fault A sort = a\n"
                      "given 2018-03-02 fault A sort = c\n"
                      "given 2018-04-02 fault A sort = a given 2018-04-03 fault A sort = c\n"),
                  "pay A 2018-01 400\n"
                  "pay A 2018-02 310\n" /* the least of all at most */
                  "pay A 2018-03 700\n" /* above the cap: holds are later */
                  "pay A 2018-04 400\n" /* a disqualification wins */
                  "pay A 2018-05 600\n");
}

static void a_hold_on_a_section_comes_after_its_limits(void **state)
{
    (void)state;
    assert_values(
        PEOPLE WORK
        "event fault end\n"
        "section bonus each year base 0 points cap 20 points end\n"
        "rule gain when step add 1 point * move to bonus end\n"
        "rule out_now when fault hold bonus at most 1 point / 3 end\n" GIVEN(
            "given person A given person B\n" STEP("2018-01-02", "A", "30")
                STEP("2018-01-02", "B",
                     "-3") "given 2018-02-02 fault A given 2018-02-02 fault B\n" STEP("2019-02-02",
                                                                                      "A", "30")),
        "bonus A 2018 1/3\n"
        "bonus B 2018 -3\n"
        "bonus A 2019 20\n");
}

static void each_direction_of_rounding_does_what_it_says(void **state)
{
    (void)state;
    assert_values(PEOPLE "event mark points: points between -100 and 100 end\n"
                         "score raw each month = total of mark.points end\n"
                         "score a each month = raw rounded half up to 1 point end\n"
                         "score b each month = raw rounded half even to 1 point end\n"
                         "score c each month = raw rounded up to 1 point end\n"
                         "score d each month = raw rounded down to 1 point end\n"
                         "score e each month = raw / 3 rounded half up to 0.05 points end\n" GIVEN(
                             "given person A given 2018-01-01 mark A points = 2.5\n"
                             "given 2018-02-01 mark A points = -2.5\n"
                             "given 2018-03-01 mark A points = 3.5\n"),
                  "a A 2018-01 3\n"
                  "b A 2018-01 2\n"
                  "c A 2018-01 3\n"
                  "d A 2018-01 2\n"
                  "e A 2018-01 0.85\n" /* 0.8333 is nearest to 0.85 */
                  "a A 2018-02 -3\n"
                  "b A 2018-02 -2\n"
                  "c A 2018-02 -2\n"
                  "d A 2018-02 -3\n"
                  "b A 2018-03 4\n");
}

static void a_version_that_rounds_and_one_that_does_not_share_a_column(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK "score third each month = work / 3 end\n"
                              "score third from 2018-06-01 each month = work / 3\n"
                              "  rounded half up to 0.01 points end\n"
                              "score third from 2018-08-01 each month = work * 2 end\n" GIVEN(
                                  "given person A\n"),
                  "third A 2018-05 10/3\n"
                  "third A 2018-06 3.33\n"
                  "third A 2018-08 20\n");
}

/* ---- Missing ---- */

static void what_reads_nothing_is_not_assessed(void **state)
{
    (void)state;
    assert_values(PEOPLE
                  "event mark points: points between 0 and 100 end\n"
                  "score mean each month = average of mark.points end\n"
                  "score twice each month = mean + mean end\n"
                  "score sum_of each month = total of mark.points end\n"
                  "score number_of each month = 1 point * count of mark end\n"
                  "score part each month = 100 points * sum_of / number_of end\n"
                  "score safe each month = if mean is assessed then mean else 7 points end\n"
                  "score chosen each month = if mean above 50 points then 1 point else 0 points\n"
                  "end\n" GIVEN("given person A given 2018-02-01 mark A points = 60\n"),
                  "mean A 2018-01 -\n"
                  "twice A 2018-01 -\n"
                  "sum_of A 2018-01 0\n"
                  "number_of A 2018-01 0\n"
                  "part A 2018-01 -\n"
                  "safe A 2018-01 7\n"
                  "chosen A 2018-01 -\n"
                  "mean A 2018-02 60\n"
                  "twice A 2018-02 120\n"
                  "part A 2018-02 6000\n"
                  "safe A 2018-02 60\n"
                  "chosen A 2018-02 1\n");
}

static void an_aggregate_of_nothing_is_not_assessed_but_a_total_and_a_count_are_zero(void **state)
{
    (void)state;
    assert_values(PEOPLE
                  "event mark points: points between 0 and 100 end\n"
                  "score mean each month = average of mark.points end\n"
                  "score t each year = total of mean end\n"
                  "score n each year = 1 point * count of mean end\n"
                  "score a each year = average of mean end\n"
                  "score h each year = highest of mean end\n"
                  "score l each year = lowest of mean end\n"
                  "score m each year = median of mean end\n"
                  "score b each year = total of (best 2 mean) end\n" GIVEN("given person A\n"),
                  "t A 2018 0\n"
                  "n A 2018 0\n"
                  "a A 2018 -\n"
                  "h A 2018 -\n"
                  "l A 2018 -\n"
                  "m A 2018 -\n"
                  "b A 2018 -\n");
}

/* ---- Aggregates over periods ---- */

#define MONTHS                                                                                     \
    STEP("2018-01-05", "A", "1")                                                                   \
    STEP("2018-02-05", "A", "7")                                                                   \
    STEP("2018-03-05", "A", "-2") STEP("2018-05-05", "A", "-9") STEP("2018-11-05", "A", "4")

static void aggregates_leave_out_months_off_the_roster(void **state)
{
    (void)state;
    /* ten months from 17 March: 8, 10, 1, then 10 six times but 14 in November */
    assert_values(PEOPLE WORK
                  "score mean each year = average of work end\n"
                  "score n each year = 1 point * count of work end\n"
                  "score all_of each year = total of work end\n"
                  "score quarter_mean each quarter = average of work end\n" GIVEN(
                      "given person A joined = 2018-03-17\n" STEP("2018-03-20", "A", "-2")
                          STEP("2018-05-05", "A", "-9") STEP("2018-11-05", "A", "4")),
                  "n A 2018 10\n"
                  "all_of A 2018 93\n"
                  "mean A 2018 9.3\n"
                  "quarter_mean A 2018-Q1 8\n"
                  "quarter_mean A 2018-Q2 7\n");
}

static void an_average_of_three_months_can_be_a_fraction(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK "score mean each quarter = average of work end\n" GIVEN(
                      "given person A\n" STEP("2018-01-05", "A", "1")),
                  "mean A 2018-Q1 31/3\n");
}

static void some_of_the_months_count(void **state)
{
    (void)state;
    /* 11 17 8 10 1 10 10 10 10 10 14 10 */
    assert_values(PEOPLE WORK
                  "score b each year = total of (best 3 work) end\n"
                  "score w each year = average of (worst 2 work) end\n"
                  "score x each year = average of (all but best 1 and worst 1 work) end\n"
                  "score y each year = total of (all but worst 2 work) end\n"
                  "score m each year = median of work end\n"
                  "score h each year = highest of work end\n"
                  "score l each year = lowest of work end\n" GIVEN(
                      "given person A given person B joined = 2018-12-01\n" MONTHS),
                  "b A 2018 42\n"   /* 17 14 11 */
                  "w A 2018 4.5\n"  /* 1 8 */
                  "x A 2018 10.3\n" /* 103 / 10 */
                  "y A 2018 112\n"
                  "m A 2018 10\n"
                  "h A 2018 17\n"
                  "l A 2018 1\n"
                  "b B 2018 10\n"  /* fewer than three: all */
                  "x B 2018 -\n"); /* nothing left */
}

static void windows_end_with_the_period(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK
                  "score three each month = total of (work in last 3 months) end\n"
                  "score before each month = total of (work in previous month) end\n"
                  "score so_far each month = total of (work in year) end\n" GIVEN(
                      "given person A joined = 2018-01-01\n" MONTHS STEP("2019-01-05", "A", "5")),
                  "three A 2018-01 11\n"
                  "three A 2018-02 28\n"
                  "three A 2018-03 36\n" /* 11 + 17 + 8 */
                  "three A 2018-05 19\n" /* 8 + 10 + 1 */
                  "three A 2019-02 35\n" /* December, January, February: 10 + 15 + 10 */
                  "before A 2018-01 0\n"
                  "before A 2018-03 17\n"
                  "before A 2019-01 10\n"
                  "so_far A 2018-05 47\n"
                  "so_far A 2019-01 15\n");
}

/* ---- Rules on scores ---- */

static void a_rule_on_scores_is_tried_at_the_end_of_each_period(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK
                  "section reward each year base 0 points end\n"
                  "rule steady when lowest of (work in last 3 months) at least 10 points\n"
                  "  add 1 point to reward end\n"
                  "rule poor when work below 9 points deduct 5 points from reward end\n" GIVEN(
                      "given person A given person B joined = 2018-11-05\n" MONTHS),
                  /* never below 10 over three months: January, February, August to December */
                  "steady A 2018-01 1\n"
                  "steady A 2018-03 0\n"
                  "steady A 2018-07 0\n"
                  "steady A 2018-08 1\n"
                  "steady A 2018 7\n"
                  "poor A 2018 2\n"
                  "reward A 2018 -3\n"
                  "steady B 2018 2\n" /* the months that there are */
                  "reward B 2018 2\n");
}

static void a_rule_on_scores_neither_fires_on_what_is_not_assessed_nor_on_its_negation(void **state)
{
    (void)state;
    assert_values(PEOPLE "event mark points: points between 0 and 100 end\n"
                         "score mean each month = average of mark.points end\n"
                         "rule low when mean below 50 points notice \"low\" end\n"
                         "rule not_low when not mean below 50 points notice \"not low\" end\n"
                         "rule none when not mean is assessed notice \"none\" end\n" GIVEN(
                             "given person A left = 2018-03-01\n"
                             "given 2018-01-05 mark A points = 40\n"),
                  "low A 2018 1\n"
                  "not_low A 2018 0\n"
                  "none A 2018 2\n"); /* February, March; later nobody is there */
}

static void a_rule_on_scores_may_charge_the_leader(void **state)
{
    (void)state;
    assert_values(PEOPLE WORK
                  "section blame each year base 0 points end\n"
                  "rule poor when work below 5 points charge leader\n"
                  "  deduct 3 points from blame end\n" GIVEN(
                      "given person A leader = B given person B\n" STEP("2018-01-05", "A", "-9")
                          STEP("2018-07-05", "A", "-9")),
                  "blame A 2018 0\n"
                  "blame B 2018 -6\n"
                  "poor B 2018 2\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_section_is_limited_on_the_sum_at_the_end_of_the_period),
        cmocka_unit_test(base_floor_and_cap_may_be_formulas),
        cmocka_unit_test(a_section_has_the_version_of_the_last_day),
        cmocka_unit_test(only_who_is_there_for_a_day_has_a_section),
        cmocka_unit_test(pro_rata_is_the_share_of_days_exactly),
        cmocka_unit_test(limits_come_before_holds_and_rounding_is_last),
        cmocka_unit_test(a_hold_on_a_section_comes_after_its_limits),
        cmocka_unit_test(each_direction_of_rounding_does_what_it_says),
        cmocka_unit_test(a_version_that_rounds_and_one_that_does_not_share_a_column),
        cmocka_unit_test(what_reads_nothing_is_not_assessed),
        cmocka_unit_test(an_aggregate_of_nothing_is_not_assessed_but_a_total_and_a_count_are_zero),
        cmocka_unit_test(aggregates_leave_out_months_off_the_roster),
        cmocka_unit_test(an_average_of_three_months_can_be_a_fraction),
        cmocka_unit_test(some_of_the_months_count),
        cmocka_unit_test(windows_end_with_the_period),
        cmocka_unit_test(a_rule_on_scores_is_tried_at_the_end_of_each_period),
        cmocka_unit_test(
            a_rule_on_scores_neither_fires_on_what_is_not_assessed_nor_on_its_negation),
        cmocka_unit_test(a_rule_on_scores_may_charge_the_leader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

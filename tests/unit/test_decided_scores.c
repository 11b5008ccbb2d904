/* What is made of an open section: limits, parts of a month, conditions, withholding, holds and
 * grades, also those that rules read in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

/* One decision leaves duty between 6 and 9 points. */
#define DUTY                                                                                       \
    PEOPLE "event conduct end event visit end event praise end\n"                                  \
           "section duty each month base 10 points end\n"                                          \
           "section work each month base 5 points end\n"                                           \
           "rule r when conduct deduct between 1 point and 4 points as decided from duty end\n"
#define OPEN_FOR_A "given person A given person C given 2018-10-03 conduct A\n"

static void limits_hold_both_ends(void **state)
{
    (void)state;
    assert_values(DUTY "score s each month = duty cap 8 points floor 7 points end\n"
                       "score t each month = duty cap 6 points end\n" GIVEN(OPEN_FOR_A),
                  "s A 2018-10 7..8\nt A 2018-10 6\ns C 2018-10 8\n");
}

static void a_part_of_a_month_takes_its_share_of_both_ends(void **state)
{
    (void)state;
    /* 30 of 31 days: 6 * 30 / 31 and 9 * 30 / 31 */
    assert_values(DUTY "score s each month = duty pro rata end\n" GIVEN(
                      "given person A joined = 2018-10-02 given 2018-10-03 conduct A\n"),
                  "s A 2018-10 180/31..270/31\n");
}

static void what_is_withheld_is_a_share_of_both_ends_before_they_are_rounded(void **state)
{
    (void)state;
    assert_values(DUTY "score s each month = duty rounded down to 1 point end\n"
                       "rule w when visit withhold 50% of s end\n" GIVEN(
                           OPEN_FOR_A "given 2018-10-05 visit A given 2018-10-05 visit C\n"),
                  "s A 2018-10 3..4\ns C 2018-10 5\n");
    assert_values(DUTY "score s each month = duty end rule w when visit withhold s end\n" GIVEN(
                      OPEN_FOR_A "given 2018-10-05 visit A\n"),
                  "s A 2018-10 0\n");
}

static void a_hold_may_settle_what_was_open(void **state)
{
    (void)state;
    assert_values(DUTY
                  "score s each month = duty end score t each month = duty end\n"
                  "rule h when visit hold s at most 6 points hold t at least 8 points end\n" GIVEN(
                      OPEN_FOR_A "given 2018-10-05 visit A\n"),
                  "s A 2018-10 6\nt A 2018-10 8..9\n");
}

static void a_score_of_some_is_undecided_where_that_is_open(void **state)
{
    (void)state;
    /* work is 5 for both; whether duty is above 7 is open for A */
    assert_values(DUTY "score s each month = work for duty above 7 points end\n"
                       "score t each month = work for duty above 5 points end\n"
                       "score u each month = duty for work above 7 points end\n" GIVEN(OPEN_FOR_A),
                  "s A 2018-10 undecided\ns C 2018-10 5\nt A 2018-10 5\nu A 2018-10 -\n");
}

static void a_grade_is_undecided_where_a_condition_is_open(void **state)
{
    (void)state;
    assert_values(DUTY "grade g by duty good: duty at least 9 points fair: otherwise end\n"
                       "grade h by duty good: duty at least 6 points fair: otherwise end\n"
                       "grade i by duty good: duty at least 9.5 points fair: otherwise end\n" GIVEN(
                           OPEN_FOR_A),
                  "g A 2018-10 undecided\ng C 2018-10 good\nh A 2018-10 good\ni A 2018-10 fair\n");
}

static void rules_that_read_an_open_grade_leave_their_section_undecided(void **state)
{
    (void)state;
#define READS "rule x when praise where g is good add 1 point to work end\n"
    assert_values(DUTY
                  "grade g by duty good: duty at least 9 points fair: otherwise end\n" READS GIVEN(
                      OPEN_FOR_A "given 2018-10-05 praise A given 2018-10-05 praise C\n"),
                  "g A 2018-10 undecided\nwork A 2018-10 undecided\nwork C 2018-10 6\n");
    assert_values(DUTY
                  "grade g by duty good: duty at least 6 points fair: otherwise end\n" READS GIVEN(
                      OPEN_FOR_A "given 2018-10-05 praise A\n"),
                  "g A 2018-10 good\nwork A 2018-10 6\n");
    assert_values(
        DUTY "grade g by duty good: duty at least 9.5 points fair: otherwise end\n" READS GIVEN(
            OPEN_FOR_A "given 2018-10-05 praise A\n"),
        "g A 2018-10 fair\nwork A 2018-10 5\n");
    /* read directly, as a condition on the section */
    assert_values(DUTY
                  "rule x when praise where duty above 7 points add 1 point to work end\n" GIVEN(
                      OPEN_FOR_A "given 2018-10-05 praise A given 2018-10-05 praise C\n"),
                  "work A 2018-10 undecided\nwork C 2018-10 6\n");
}

static void a_hold_does_not_settle_an_open_grade(void **state)
{
    (void)state;
    /* at most fair leaves A fair by either decision, but only comparisons of numbers settle (S21)
     */
    assert_values(
        DUTY "grade g by duty good: duty at least 9 points fair: otherwise end\n"
             "rule h when visit hold g at most fair end\n"
             "rule x when praise where g is fair add 1 point to work end\n" GIVEN(
                 OPEN_FOR_A "given 2018-10-05 visit A given 2018-10-06 praise A\n"
                            "given 2018-10-05 visit C given 2018-10-06 praise C\n"),
        "g A 2018-10 undecided\nwork A 2018-10 undecided\ng C 2018-10 fair\nwork C 2018-10 6\n");
}

static void shares_of_an_open_total_keep_the_rest_for_nobody(void **state)
{
    (void)state;
    /* of 9 points C has 10 / (6..9 + 10): rounded shares of an open pool are not settled */
    assert_values(
        DUTY
        "score s each month = duty rounded down to 4 points keeping total end\n" GIVEN(OPEN_FOR_A),
        "s A 2018-10 undecided\ns C 2018-10 undecided\n");
    assert_values(
        DUTY
        "score s each month = work rounded down to 4 points keeping total end\n" GIVEN(OPEN_FOR_A),
        "s A 2018-10 4\ns C 2018-10 4\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_hold_both_ends),
        cmocka_unit_test(a_part_of_a_month_takes_its_share_of_both_ends),
        cmocka_unit_test(what_is_withheld_is_a_share_of_both_ends_before_they_are_rounded),
        cmocka_unit_test(a_hold_may_settle_what_was_open),
        cmocka_unit_test(a_score_of_some_is_undecided_where_that_is_open),
        cmocka_unit_test(a_grade_is_undecided_where_a_condition_is_open),
        cmocka_unit_test(rules_that_read_an_open_grade_leave_their_section_undecided),
        cmocka_unit_test(a_hold_does_not_settle_an_open_grade),
        cmocka_unit_test(shares_of_an_open_total_keep_the_rest_for_nobody),
    };
    return cmocka_run_group_tests_name("decided_scores", tests, NULL, NULL);
}

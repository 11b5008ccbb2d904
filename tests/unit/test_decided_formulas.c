/* Formulas over open values (S21): what both ends settle is known, what is in order keeps two ends,
 * everything else is undecided. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

/* For A duty is 6..9, pay 2..3 and either undecided; for C they are 10, 1 and 1. */
#define OPEN                                                                                       \
    PEOPLE                                                                                         \
    "event conduct end event prize end event vote points: points end\n"                            \
    "section duty each month base 10 points end\n"                                                 \
    "section pay each month base 1 point end\n"                                                    \
    "section work each month base 5 points end\n"                                                  \
    "rule r when conduct deduct between 1 point and 4 points as decided from duty end\n"           \
    "rule q when prize add between 1 point and 2 points as decided to pay end\n"                   \
    "score either each month = if duty above 7 points then 3 points else 1 point end\n"            \
    "score none each month = average of vote.points end\n"
#define DAYS                                                                                       \
    GIVEN("given person A given person C given 2018-10-03 conduct A given 2018-10-04 prize A\n")
#define TEST(condition) "score s each month = if " condition " then 1 else 2 end\n"

static void equal_is_known_where_the_ends_do_not_meet(void **state)
{
    (void)state;
    assert_values(OPEN TEST("duty is 7 points") DAYS, "s A 2018-10 undecided\ns C 2018-10 2\n");
    assert_values(OPEN TEST("duty is 9 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("duty is 6 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("duty is 5 points") DAYS, "s A 2018-10 2\n");
    assert_values(OPEN TEST("duty is 10 points") DAYS, "s A 2018-10 2\ns C 2018-10 1\n");
    assert_values(OPEN TEST("duty is not 7 points") DAYS, "s A 2018-10 undecided\ns C 2018-10 1\n");
    assert_values(OPEN TEST("duty is not 5 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty is pay") DAYS, "s A 2018-10 2\n");
    assert_values(OPEN TEST("duty is not pay * 3") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("work is 5 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty / 3 is 7 points") DAYS, "s A 2018-10 2\n");
    assert_values(OPEN TEST("duty / 3 is not 2.5 points") DAYS, "s A 2018-10 undecided\n");
}

static void order_is_known_where_the_ends_do_not_meet(void **state)
{
    (void)state;
    assert_values(OPEN TEST("duty at least 6 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty above 6 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("duty at most 9 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty below 9 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("9 points at least duty") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty above pay") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty between 6 points and 9 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("duty between 7 points and 9 points") DAYS, "s A 2018-10 undecided\n");
}

static void what_is_undecided_leaves_a_comparison_so(void **state)
{
    (void)state;
    assert_values(OPEN DAYS, "either A 2018-10 undecided\neither C 2018-10 3\n");
    assert_values(OPEN TEST("either above 0 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("either is 3 points") DAYS, "s A 2018-10 undecided\ns C 2018-10 1\n");
    assert_values(OPEN TEST("either is not 3 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("3 points is either") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("either is assessed") DAYS, "s A 2018-10 undecided\ns C 2018-10 1\n");
    assert_values(OPEN TEST("duty is assessed") DAYS, "s A 2018-10 1\n");
    /* beside what is not assessed nothing is known, whatever is decided */
    assert_values(OPEN TEST("either above none") DAYS, "s A 2018-10 -\n");
    assert_values(OPEN TEST("none is either") DAYS, "s A 2018-10 -\n");
    assert_values(OPEN TEST("duty is none") DAYS, "s A 2018-10 -\n");
    assert_values(OPEN TEST("duty above none") DAYS, "s A 2018-10 -\n");
}

static void conditions_are_joined(void **state)
{
    (void)state;
    assert_values(OPEN TEST("duty above 7 points and work above 9 points") DAYS, "s A 2018-10 2\n");
    assert_values(OPEN TEST("duty above 7 points or work above 3 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("not duty above 9 points") DAYS, "s A 2018-10 1\n");
    assert_values(OPEN TEST("not duty above 7 points") DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN TEST("either above 1 point and work above 9 points") DAYS,
                  "s A 2018-10 2\n");
    assert_values(OPEN TEST("either above 1 point or work above 3 points") DAYS, "s A 2018-10 1\n");
}

static void a_choice_of_equal_values_is_settled(void **state)
{
    (void)state;
    assert_values(OPEN
                  "score s each month = if duty above 7 points then work else 5 points end\n" DAYS,
                  "s A 2018-10 5\n");
    assert_values(OPEN
                  "score s each month = if duty above 7 points then work else 4 points end\n" DAYS,
                  "s A 2018-10 undecided\n");
    assert_values(OPEN
                  "score s each month = if duty above 7 points then none else 4 points end\n" DAYS,
                  "s A 2018-10 undecided\n");
    assert_values(OPEN "score s each month = if duty above 7 points then none else none end\n" DAYS,
                  "s A 2018-10 -\n");
    assert_values(OPEN
                  "score s each month = if work above 3 points then either else duty end\n" DAYS,
                  "s A 2018-10 undecided\n");
    assert_values(OPEN
                  "score s each month = if work above 9 points then either else duty end\n" DAYS,
                  "s A 2018-10 6..9\n");
    assert_values(OPEN
                  "score s each month = if none above 9 points then either else duty end\n" DAYS,
                  "s A 2018-10 -\n");
}

static void sums_and_products_keep_their_order(void **state)
{
    (void)state;
    assert_values(OPEN "score s each month = duty + pay end\n" DAYS, "s A 2018-10 8..12\n");
    assert_values(OPEN "score s each month = duty - pay end\n" DAYS, "s A 2018-10 3..7\n");
    assert_values(OPEN "score s each month = - duty end\n" DAYS, "s A 2018-10 -9..-6\n");
    assert_values(OPEN "score s each month = duty * -2 end\n" DAYS, "s A 2018-10 -18..-12\n");
    assert_values(OPEN "score s each month = duty / -3 end\n" DAYS, "s A 2018-10 -3..-2\n");
    assert_values(OPEN "score s each month = 2 * duty / 3 end\n" DAYS, "s A 2018-10 4..6\n");
    assert_values(OPEN "score s each month = - duty / 3 end\n" DAYS, "s A 2018-10 -3..-2\n");
    /* two that are open, and what is divided by one */
    assert_values(OPEN "score s each month = duty * (pay / 1 point) end\n" DAYS,
                  "s A 2018-10 undecided\n");
    assert_values(OPEN "score s each month = work * (work / duty) end\n" DAYS,
                  "s A 2018-10 undecided\ns C 2018-10 2.5\n");
    assert_values(OPEN "score s each month = duty + either end\n" DAYS, "s A 2018-10 undecided\n");
    assert_values(OPEN "score s each month = duty + none end\n" DAYS, "s A 2018-10 -\n");
}

static void aggregates_of_months_have_both_ends(void **state)
{
    (void)state;
    assert_values(OPEN "score s each month = highest of (duty in last 2 months) end\n"
                       "score t each month = lowest of (duty in last 2 months) end\n"
                       "score u each month = total of (duty in last 2 months) end\n"
                       "score v each month = average of (duty in last 2 months) end\n"
                       "score w each month = total of (duty in previous month) end\n" DAYS,
                  "s A 2018-10 10\nt A 2018-10 6..9\nu A 2018-10 16..19\nv A 2018-10 8..9.5\n"
                  "w A 2018-10 10\nw A 2018-11 6..9\nu A 2018-11 16..19\n");
    assert_values(OPEN "score s each year = total of (best 2 duty) end\n"
                       "score t each year = total of (worst 2 duty) end\n"
                       "score u each year = total of (all but worst 1 duty) end\n"
                       "score v each year = median of duty end\n"
                       "score w each year = total of either end\n"
                       "score x each year = total of duty end\n" DAYS,
                  "s A 2018 20\nt A 2018 16..19\nu A 2018 110\nv A 2018 10\nw A 2018 undecided\n"
                  "x A 2018 116..119\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_is_known_where_the_ends_do_not_meet),
        cmocka_unit_test(order_is_known_where_the_ends_do_not_meet),
        cmocka_unit_test(what_is_undecided_leaves_a_comparison_so),
        cmocka_unit_test(conditions_are_joined),
        cmocka_unit_test(a_choice_of_equal_values_is_settled),
        cmocka_unit_test(sums_and_products_keep_their_order),
        cmocka_unit_test(aggregates_of_months_have_both_ends),
    };
    return cmocka_run_group_tests_name("decided_formulas", tests, NULL, NULL);
}

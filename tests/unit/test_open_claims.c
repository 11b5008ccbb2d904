/* Open decisions among postings that are shared, selected or capped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define CASES                                                                                      \
    "subject person end\n"                                                                         \
    "every event count: occurrences default 1 case: text optional end\n"                           \
    "event late end event conduct end\n"                                                           \
    "section duty each month base 40 points end\n"                                                 \
    "section other each month base 40 points end\n"                                                \
    "rule c when conduct deduct between 1 point and 9 points as decided from duty end\n"

static void the_heaviest_of_one_section_has_two_ends(void **state)
{
    (void)state;
    assert_values(CASES "rule l when late deduct 5 points from duty end\n"
                        "selection one heaviest 1 of c, l each case end\n" GIVEN(
                            "given person A given person B\n"
                            "given 2018-10-01 conduct A case = \"1\"\n"
                            "given 2018-10-02 late A case = \"1\"\n" /* 9 or 5 */
                            "given 2018-10-03 late A case = \"2\"\n" /* 5 */
                            "given 2018-10-01 conduct B case = \"1\"\n" /* alone: 1 to 9 */),
                  "duty A 2018-10 26..30\n"
                  "duty B 2018-10 31..39\n"
                  "duty A 2018-11 40\n");
}

static void a_decision_that_is_made_competes_as_it_is(void **state)
{
    (void)state;
    assert_values(CASES "rule l when late deduct 5 points from duty end\n"
                        "selection one heaviest 1 of c, l each case end\n" GIVEN(
                            "given person A\n"
                            "given 2018-10-01 conduct A case = \"1\" decided = 6 points\n"
                            "given 2018-10-02 late A case = \"1\"\n"),
                  "duty A 2018-10 34\n");
}

static void between_sections_or_periods_nothing_can_be_told(void **state)
{
    (void)state;
    assert_values(CASES "rule l when late deduct 5 points from other end\n"
                        "selection one heaviest 1 of c, l each case end\n" GIVEN(
                            "given person A given person B\n"
                            "given 2018-10-01 conduct A case = \"1\"\n"
                            "given 2018-10-02 late A case = \"1\"\n"
                            "given 2018-10-03 late A case = \"2\"\n"
                            "given 2018-10-01 conduct B case = \"1\"\n"
                            "given 2018-11-01 conduct B case = \"1\"\n"),
                  "duty A 2018-10 undecided\n"
                  "other A 2018-10 undecided\n"
                  "duty B 2018-10 undecided\n"
                  "duty B 2018-11 undecided\n"
                  "other B 2018-10 40\n");
}

static void shares_are_of_both_ends(void **state)
{
    (void)state;
    assert_values(
        "subject person end event conduct case: text end\n"
        "section duty each month base 40 points end\n"
        "rule c when conduct\n"
        "  deduct between 2 points and 8 points as decided from duty shared by case end\n" GIVEN(
            "given person A given person B\n"
            "given 2018-10-01 conduct A case = \"1\"\n"
            "given 2018-10-02 conduct B case = \"1\" decided = 4 points\n"),
        "duty A 2018-10 36..39\n"
        "duty B 2018-10 38\n");
}

static void a_cap_behind_a_selection_leaves_it_undecided(void **state)
{
    (void)state;
    assert_values("subject person end event conduct case: text end event late case: text end\n"
                  "section duty each month base 40 points end\n"
                  "rule c when conduct deduct between 1 point and 9 points as decided from duty\n"
                  "  cap 5 points each month end\n"
                  "rule l when late deduct 5 points from duty end\n"
                  "selection one heaviest 1 of c, l each case end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-01 conduct A case = \"1\"\n"
                      "given 2018-10-02 late A case = \"1\"\n"),
                  "duty A 2018-10 undecided\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heaviest_of_one_section_has_two_ends),
        cmocka_unit_test(a_decision_that_is_made_competes_as_it_is),
        cmocka_unit_test(between_sections_or_periods_nothing_can_be_told),
        cmocka_unit_test(shares_are_of_both_ends),
        cmocka_unit_test(a_cap_behind_a_selection_leaves_it_undecided),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

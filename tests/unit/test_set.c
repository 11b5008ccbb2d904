/* What is said of a section's value: set and clear, beside postings, limits and holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    "section duty each month base 40 points floor 5 points cap 50 points end\n"                    \
    "event fault end event late minutes: number default 1 end event praise end\n"                  \
    "rule p when praise add 5 points to duty end\n"

static void a_set_is_the_value_whatever_is_posted(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY "rule s when fault set duty to 20.5 points end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-07 praise A given 2018-10-08 fault A\n"
                      "given 2018-10-09 praise A given 2018-11-09 praise A\n"
                      "given 2018-10-09 praise B\n"),
                  "duty A 2018-10 20.5\n"
                  "duty A 2018-11 45\n"
                  "duty B 2018-10 45\n"
                  "s A 2018-10 1\n");
}

static void floor_cap_and_holds_still_apply(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY "rule c when fault clear duty end\n"
                              "rule s when late set duty to 90 points end\n"
                              "rule h when praise hold duty at most 30 points end\n" GIVEN(
                                  "given person A given person B given person C\n"
                                  "given 2018-10-07 fault A\n"
                                  "given 2018-10-07 late B\n"
                                  "given 2018-10-07 late C given 2018-10-08 praise C\n"),
                  "duty A 2018-10 5\n"
                  "duty B 2018-10 50\n"
                  "duty C 2018-10 30\n");
}

static void the_last_by_date_and_log_stands(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY "rule s when late set duty to 1 point * minutes end\n"
                              "rule c when fault clear duty end\n" GIVEN(
                                  "given person A given person B\n"
                                  "given 2018-10-09 late A minutes = 9\n"
                                  "given 2018-10-08 late A minutes = 8\n"
                                  "given 2018-10-09 late A minutes = 10\n"
                                  "given 2018-10-07 fault A\n"
                                  "given 2018-10-09 late B minutes = 9\n"
                                  "given 2018-10-10 fault B\n"),
                  "duty A 2018-10 10\n"
                  "duty B 2018-10 5\n");
}

static void two_values_at_one_event_are_an_error_unless_a_later_one_stands(void **state)
{
    (void)state;
    const char *rules = PEOPLE DUTY "rule s when late set duty to 20 points end\n"
                                    "rule t when late where minutes above 5 set duty to 30 points "
                                    "end\n"
                                    "rule c when fault clear duty end\n";
    char text[4096];
    snprintf(text, sizeof text, "%s%s", rules,
             GIVEN("given person A given 2018-10-09 late A minutes = 9\n"));
    assert_fails(text, "duty A 2018-10\n",
                 "error E0414: duty of A is set to two values at once on 2018-10-09: s says 20, t "
                 "says 30\n"
                 "  let one of the two except what the other is for: unless …\n");
    snprintf(text, sizeof text, "%s%s", rules,
             GIVEN("given person A given 2018-10-10 fault A\n"
                   "given 2018-10-09 late A minutes = 9 given 2018-11-09 late A minutes = 5\n"));
    assert_values(text, "duty A 2018-10 5\n"
                        "duty A 2018-11 20\n");
}

static void what_agrees_is_no_error(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY
                  "rule s when fault set duty to 20 points end\n"
                  "rule t when fault set duty to 20 points end\n"
                  "rule o when late by occurrence in year 1..2 -> set duty to 30 points\n"
                  "  3.. -> set duty to 10 points end\n" GIVEN(
                      "given person A given 2018-10-09 fault A\n"
                      "given person B given 2018-10-09 late B count = 3\n"
                      "given person C given 2018-10-09 late C count = 2\n"),
                  "duty A 2018-10 20\n"
                  "duty B 2018-10 10\n" /* the third occurrence is the last */
                  "duty C 2018-10 30\n");
}

static void an_exact_fraction_can_be_set(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY "rule s when late set duty to 40 points / minutes end\n"
                              "score thrice each month = duty * 3 end\n" GIVEN(
                                  "given person A\n"
                                  "given 2018-10-09 late A minutes = 3\n"),
                  "thrice A 2018-10 40\n");
}

static void a_rule_on_scores_can_clear(void **state)
{
    (void)state;
    assert_values(PEOPLE DUTY "section extra each month base 7 points end\n"
                              "rule l when late deduct 30 points from duty end\n"
                              "rule c when duty below 20 points clear extra end\n" GIVEN(
                                  "given person A given person B\n"
                                  "given 2018-10-09 late A\n"),
                  "extra A 2018-10 0\n"
                  "extra B 2018-10 7\n");
}

static void an_account_tells_what_was_set(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        PEOPLE DUTY "rule s when fault charge leader set duty to 20 points end\n" GIVEN(
            "given person H given person A leader = H\n"
            "given 2018-10-08 fault A given 2018-10-09 praise H\n"));
    scripted_run(script, "duty H 2018-10\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 2);
    size_t at = script->trace.entries[0].kind == TRACE_SET ? 0 : 1;
    assert_int_equal(script->trace.entries[at].kind, TRACE_SET);
    assert_int_equal(script->trace.entries[at].amount.num, 20);
    assert_int_equal(script->trace.entries[1 - at].amount.num, 5);
    uint32_t duty = script->trace.entries[at].item, head = script->trace.entries[at].subject;
    CellSteps steps;
    result_steps(script->result, duty, head, script->trace.entries[at].period, &steps);
    assert_true(steps.has_set);
    assert_int_equal(steps.set.number.num, 20);
    assert_int_equal(steps.value.number.num, 20);
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_set_is_the_value_whatever_is_posted),
        cmocka_unit_test(floor_cap_and_holds_still_apply),
        cmocka_unit_test(the_last_by_date_and_log_stands),
        cmocka_unit_test(two_values_at_one_event_are_an_error_unless_a_later_one_stands),
        cmocka_unit_test(what_agrees_is_no_error),
        cmocka_unit_test(an_exact_fraction_can_be_set),
        cmocka_unit_test(a_rule_on_scores_can_clear),
        cmocka_unit_test(an_account_tells_what_was_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

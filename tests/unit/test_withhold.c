/* Shares of a value that are not given, and effects on the period after. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define PAY                                                                                        \
    "section duty each month base 40 points end\n"                                                 \
    "event fault end event late end event praise end\n"                                            \
    "score pay each month = 801 yuan end\n"

static void shares_are_added_and_never_more_than_all(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY "rule w when fault withhold 30% of pay end\n" GIVEN(
                      "given person A given person B given person C\n"
                      "given 2018-10-07 fault A\n"
                      "given 2018-10-07 fault B given 2018-10-08 fault B\n"
                      "given 2018-10-07 fault C count = 4\n"),
                  "pay A 2018-10 560.7\n" /* 801 × 0.7 */
                  "pay B 2018-10 320.4\n"
                  "pay C 2018-10 0\n"
                  "pay A 2018-11 801\n");
}

static void without_a_share_all_is_withheld_and_a_charge_takes_its_part(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY
                  "rule w when fault charge person charge 50% to leader withhold pay end\n" GIVEN(
                      "given person H given person A leader = H\n"
                      "given 2018-10-07 fault A\n"),
                  "pay A 2018-10 0\n"
                  "pay H 2018-10 400.5\n");
}

static void it_is_taken_after_limits_and_holds_and_before_rounding(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY
                  "score wage each month = 900 yuan cap 800 yuan rounded down to 1 yuan end\n"
                  "rule h when late hold wage at most 333 yuan end\n"
                  "rule w when fault withhold 50% of wage end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-07 fault A\n"
                      "given 2018-10-07 fault B given 2018-10-08 late B\n"),
                  "wage A 2018-10 400\n"
                  "wage B 2018-10 166\n");
}

static void a_section_can_be_withheld_too(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY "rule p when praise add 3 points to duty end\n"
                             "rule w when fault withhold 50% of duty end\n" GIVEN(
                                 "given person A\n"
                                 "given 2018-10-07 fault A given 2018-10-08 praise A\n"),
                  "duty A 2018-10 21.5\n");
}

static void next_is_the_period_after_the_one_of_the_event(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY "rule w when fault withhold 50% of pay next month end\n"
                             "rule h when late hold pay at most 100 yuan next month end\n" GIVEN(
                                 "given person A given person B\n"
                                 "given 2018-12-31 fault A\n"
                                 "given 2018-10-01 late B\n"),
                  "pay A 2018-12 801\n"
                  "pay A 2019-01 400.5\n"
                  "pay B 2018-10 801\n"
                  "pay B 2018-11 100\n"
                  "pay B 2018-12 801\n");
}

static void a_rule_on_scores_reaches_from_the_last_period_into_the_first_asked(void **state)
{
    (void)state;
    assert_values(PEOPLE PAY
                  "rule d when fault deduct 30 points from duty end\n"
                  "rule w when duty below 20 points withhold 50% of pay next month end\n" GIVEN(
                      "given person A\n"
                      "given 2018-12-31 fault A\n"),
                  "pay A 2019-01 400.5\n"
                  "pay A 2019-02 801\n");
}

static void who_is_gone_in_the_next_period_lapses(void **state)
{
    (void)state;
    Scripted *script =
        scripted_new(PEOPLE PAY "rule w when fault withhold 50% of pay next month end\n" GIVEN(
            "given person A left = 2018-10-20\n"
            "given person B\n"
            "given 2018-10-08 fault A given 2018-10-09 fault B\n"));
    scripted_run(script, "pay A 2018-10\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 2);
    for (size_t i = 0; i < 2; i++) {
        const TraceEntry *entry = &script->trace.entries[i];
        bool gone = entry->position == 2;
        assert_int_equal(entry->kind, gone ? TRACE_LAPSED : TRACE_WITHHELD);
    }
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_added_and_never_more_than_all),
        cmocka_unit_test(without_a_share_all_is_withheld_and_a_charge_takes_its_part),
        cmocka_unit_test(it_is_taken_after_limits_and_holds_and_before_rounding),
        cmocka_unit_test(a_section_can_be_withheld_too),
        cmocka_unit_test(next_is_the_period_after_the_one_of_the_event),
        cmocka_unit_test(a_rule_on_scores_reaches_from_the_last_period_into_the_first_asked),
        cmocka_unit_test(who_is_gone_in_the_next_period_lapses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

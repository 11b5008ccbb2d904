/* `shared by`: an amount divided among postings; and caps of rules on scores. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define CASES                                                                                      \
    "subject person\n"                                                                             \
    "  unit: text optional\n"                                                                      \
    "  leader: person optional\n"                                                                  \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "every event count: occurrences default 1 case: text optional end\n"                           \
    "event damage end event prize end\n"                                                           \
    "section duty each month base 40 points end\n"                                                 \
    "section pool each year base 0 yuan end\n"                                                     \
    "section extra each year base 0 points end\n"

static void seven_rows_bear_a_seventh_each_exactly(void **state)
{
    (void)state;
    assert_values(CASES "rule d when damage deduct 1 point from duty shared by case end\n"
                        "score sevenfold each month = duty * 7 end\n" GIVEN(
                            "given person A given person B given person C\n"
                            "given 2018-10-01 damage A case = \"1\"\n"
                            "given 2018-10-02 damage B case = \"1\" count = 2\n"
                            "given 2018-12-03 damage C case = \"1\" count = 4\n" /* another month */
                            "given 2018-10-03 damage C case = \"2\"\n"
                            "given 2018-10-04 damage B\n" /* no case: shares with none */
                            "given 2018-10-04 damage B\n"),
                  "sevenfold A 2018-10 279\n"
                  "sevenfold B 2018-10 264\n" /* 280 - 2 - 14 */
                  "sevenfold C 2018-12 276\n"
                  "sevenfold C 2018-10 273\n");
}

static void everyone_charged_has_a_posting_and_who_lapsed_has_none(void **state)
{
    (void)state;
    assert_values(CASES "rule d when damage charge person charge 50% to leader\n"
                        "  deduct 12 points from duty shared by case end\n" GIVEN(
                            "given person H given person G left = 2018-09-30\n"
                            "given person A leader = H given person B leader = G\n"
                            "given 2018-10-01 damage A case = \"1\"\n"
                            "given 2018-10-01 damage B case = \"1\"\n"), /* A H B: three */
                  "duty A 2018-10 36\n"
                  "duty B 2018-10 36\n"
                  "duty H 2018-10 38\n");
}

static void a_key_may_hold_a_period(void **state)
{
    (void)state;
    assert_values(CASES "rule p when prize add 100 yuan to pool shared by unit, month end\n" GIVEN(
                      "given person A unit = \"x\" given person B unit = \"x\"\n"
                      "given person C unit = \"y\"\n"
                      "given 2018-01-01 prize A given 2018-01-31 prize B\n"
                      "given 2018-02-01 prize B given 2018-02-01 prize C\n"),
                  "pool A 2018 50\n"
                  "pool B 2018 150\n"
                  "pool C 2018 100\n");
}

static void each_amount_is_shared_by_itself_and_versions_share_one(void **state)
{
    (void)state;
    assert_values(
        CASES
        "rule d when damage deduct 6 points from duty shared by case\n"
        "  add 9 points to extra end\n"
        "rule d from 2018-10-02 when damage deduct 8 points from duty shared by case end\n" GIVEN(
            "given person A given person B\n"
            "given 2018-10-01 damage A case = \"1\"\n"
            "given 2018-10-02 damage B case = \"1\"\n"),
        "duty A 2018-10 37\n"
        "duty B 2018-10 36\n"
        "extra A 2018 9\n");
}

static void shares_come_before_selections_and_caps(void **state)
{
    (void)state;
    assert_values(CASES "rule d when damage deduct 10 points from duty shared by case\n"
                        "  cap 4 points each month end\n"
                        "rule p when prize deduct 3 points from duty end\n"
                        "selection one heaviest 1 of d, p each case end\n" GIVEN(
                            "given person A given person B\n"
                            "given 2018-10-01 damage A case = \"1\"\n" /* 5, then 4 by the cap */
                            "given 2018-10-01 prize A case = \"1\"\n"  /* absorbed */
                            "given 2018-10-01 damage B case = \"1\"\n"),
                  "duty A 2018-10 36\n"
                  "duty B 2018-10 36\n");
}

static void a_rule_on_scores_shares_among_those_of_one_date(void **state)
{
    (void)state;
    assert_values(
        CASES
        "rule d when damage deduct 10 points from duty end\n"
        "rule good when duty at least 35 points add 60 yuan to pool shared by unit end\n" GIVEN(
            "given person A unit = \"x\" given person B unit = \"x\"\n"
            "given person C unit = \"x\"\n"
            "given 2018-01-01 damage A given 2018-02-01 damage A\n"
            "given 2018-02-01 damage B given 2018-03-01 damage C\n"),
        /* January 30 30, February 60 to C, March 30 30, then nine times 20 */
        "pool A 2018 210\n"
        "pool B 2018 240\n"
        "pool C 2018 270\n");
}

static void an_account_tells_what_was_shared(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        CASES "rule d when damage deduct 7 points from duty shared by case end\n" GIVEN(
            "given person A\n"
            "given 2018-10-01 damage A case = \"1\" given 2018-10-02 damage A case = \"1\"\n"));
    scripted_run(script, "duty A 2018-10\n");
    const TraceEntry *entry = &script->trace.entries[0];
    assert_true(entry->amount.num == -7 && entry->amount.den == 2);
    assert_true(entry->asked.num == -7 && entry->asked.den == 1);
    assert_int_equal(entry->step_count, 1);
    assert_int_equal(entry->steps[0].kind, STEP_SHARED);
    assert_int_equal(entry->steps[0].parts, 2);
    scripted_free(script);
}

/* --- caps of rules on scores --- */

#define WEAK                                                                                       \
    "rule d when damage deduct 10 points from duty end\n"                                          \
    "rule weak when duty below 35 points deduct 5 points from extra cap 12 points each year end\n"

static void a_rule_on_scores_uses_its_cap_up_period_by_period(void **state)
{
    (void)state;
    assert_values(CASES WEAK GIVEN("given person A given person B\n"
                                   "given 2018-02-01 damage A given 2018-05-01 damage A\n"
                                   "given 2018-08-01 damage A given 2018-09-01 damage A\n"
                                   "given 2019-01-01 damage A given 2018-02-01 damage B\n"),
                  "extra A 2018 -12\n" /* 5 5 2 0 */
                  "extra A 2019 -5\n"
                  "extra B 2018 -5\n");
}

static void a_cap_reaches_back_behind_what_is_asked(void **state)
{
    (void)state;
    assert_values(CASES "section low each month base 20 points end\n"
                        "rule d when damage deduct 10 points from duty end\n"
                        "rule weak when duty below 35 points deduct 5 points from low\n"
                        "  cap 12 points each half end\n" GIVEN(
                            "given person A\n"
                            "given 2018-07-01 damage A given 2018-08-01 damage A\n"
                            "given 2018-12-01 damage A given 2018-06-01 damage A\n"),
                  "low A 2018-12 18\n" /* 2 are left of July and August */
                  "low A 2018-06 15\n");
}

static void versions_of_a_rule_on_scores_use_up_one_cap(void **state)
{
    (void)state;
    assert_values(CASES "section other each year base 0 points end\n"
                        "rule d when damage deduct 10 points from duty end\n"
                        "rule weak when duty below 35 points deduct 5 points from extra\n"
                        "  cap 12 points each year end\n"
                        "rule weak from 2018-06-01 when duty below 35 points\n"
                        "  deduct 5 points from other cap 12 points each year end\n" GIVEN(
                            "given person A\n"
                            "given 2018-02-01 damage A given 2018-05-01 damage A\n"
                            "given 2018-08-01 damage A given 2018-09-01 damage A\n"),
                  "other A 2018 -2\n"
                  "extra A 2018 -10\n");
}

static void whoever_a_rule_on_scores_charges_has_a_cap_of_their_own(void **state)
{
    (void)state;
    assert_values(CASES "rule d when damage deduct 10 points from duty end\n"
                        "rule weak when duty below 35 points charge leader\n"
                        "  deduct 5 points from extra cap 8 points each year end\n" GIVEN(
                            "given person H given person A leader = H given person B leader = H\n"
                            "given person G given person C leader = G\n"
                            "given 2018-02-01 damage A given 2018-02-01 damage B\n"
                            "given 2018-02-01 damage C given 2018-03-01 damage C\n"),
                  "extra H 2018 -8\n"
                  "extra G 2018 -8\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(seven_rows_bear_a_seventh_each_exactly),
        cmocka_unit_test(everyone_charged_has_a_posting_and_who_lapsed_has_none),
        cmocka_unit_test(a_key_may_hold_a_period),
        cmocka_unit_test(each_amount_is_shared_by_itself_and_versions_share_one),
        cmocka_unit_test(shares_come_before_selections_and_caps),
        cmocka_unit_test(a_rule_on_scores_shares_among_those_of_one_date),
        cmocka_unit_test(an_account_tells_what_was_shared),
        cmocka_unit_test(a_rule_on_scores_uses_its_cap_up_period_by_period),
        cmocka_unit_test(a_cap_reaches_back_behind_what_is_asked),
        cmocka_unit_test(versions_of_a_rule_on_scores_use_up_one_cap),
        cmocka_unit_test(whoever_a_rule_on_scores_charges_has_a_cap_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

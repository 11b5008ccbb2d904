/* Events that count as events of another kind: which rules see them, what carries over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define KINDS                                                                                      \
    "section duty each month base 40 points end\n"                                                 \
    "event late minutes: minutes optional end\n"                                                   \
    "event absent minutes: minutes optional days: number default 2 end\n"                          \
    "event deserted minutes: minutes optional end\n"
#define LATE_IS_ABSENT "rule strict when late where minutes above 30 minutes treat as absent end\n"
#define COSTS                                                                                      \
    "rule a when late deduct 1 point from duty end\n"                                              \
    "rule b when absent deduct 5 points from duty end\n"

static void rules_on_the_old_kind_no_longer_see_it(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS LATE_IS_ABSENT COSTS GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-08 late A minutes = 31\n" /* 5 */
                      "given 2018-10-09 late A minutes = 30\n" /* 1 */
                      "given 2018-10-09 late B\n"),            /* unknown: as it was */
                  "duty A 2018-10 34\n"
                  "duty B 2018-10 39\n"
                  "a A 2018-10 1\n"
                  "b A 2018-10 1\n"
                  "strict A 2018-10 1\n");
}

static void fields_carry_over_and_the_others_have_their_defaults(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS LATE_IS_ABSENT
                  "rule b when absent deduct 0.1 points * minutes + 1 point * days from duty end\n"
                  "score seen each month = count of absent end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-08 late A minutes = 40 count = 3\n"), /* 3 × (4 + 2) */
                  "duty A 2018-10 22\n"
                  "seen A 2018-10 3\n");
}

static void a_chain_of_kinds_is_followed_to_its_end(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS "rule worse when absent where minutes above 90 minutes\n"
                               "  treat as deserted end\n" LATE_IS_ABSENT COSTS
                               "rule c when deserted deduct 9 points from duty end\n" GIVEN(
                                   "given person A\n"
                                   "given 2018-10-08 late A minutes = 31\n"   /* 5 */
                                   "given 2018-10-08 late A minutes = 91\n"), /* 9 */
                  "duty A 2018-10 26\n"
                  "strict A 2018-10 2\n"
                  "worse A 2018-10 1\n");
}

static void voids_see_the_event_as_it_was_logged(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS LATE_IS_ABSENT COSTS
                  "rule no_absence when absent void end\n"
                  "rule excusing when late where excused void end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-07 absent A\n"
                      "given 2018-10-08 late A minutes = 40 excused = yes\n"
                      "given 2018-10-08 late A minutes = 40\n"), /* 5: absent only by a rule */
                  "duty A 2018-10 35\n");
}

static void any_event_leaves_the_kind_itself_as_it_is(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS COSTS
                  "rule all when any event where excused treat as absent end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-07 absent A excused = yes\n"
                      "given 2018-10-08 late A excused = yes given 2018-10-08 late A\n"),
                  "duty A 2018-10 29\n");
}

static void a_rule_treats_only_while_it_is_in_force(void **state)
{
    (void)state;
    assert_values(PEOPLE KINDS COSTS
                  "rule strict from 2018-10-09 when late treat as absent end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-08 late A given 2018-10-09 late A\n"),
                  "duty A 2018-10 34\n");
}

static void an_account_tells_both_kinds(void **state)
{
    (void)state;
    Scripted *script = scripted_new(
        PEOPLE KINDS LATE_IS_ABSENT COSTS GIVEN("given person A\n"
                                                "given 2018-10-08 late A minutes = 31\n"));
    scripted_run(script, "duty A 2018-10\n");
    assert_non_null(script->result);
    assert_int_equal(script->trace.count, 2);
    const TraceEntry *treated = &script->trace.entries[0], *posted = &script->trace.entries[1];
    assert_int_equal(treated->kind, TRACE_TREATED);
    assert_int_equal(treated->event_kind, 0);
    assert_int_equal(posted->kind, TRACE_POSTED);
    assert_int_equal(posted->event_kind, 1);
    assert_int_equal(posted->position, treated->position);
    scripted_free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_on_the_old_kind_no_longer_see_it),
        cmocka_unit_test(fields_carry_over_and_the_others_have_their_defaults),
        cmocka_unit_test(a_chain_of_kinds_is_followed_to_its_end),
        cmocka_unit_test(voids_see_the_event_as_it_was_logged),
        cmocka_unit_test(any_event_leaves_the_kind_itself_as_it_is),
        cmocka_unit_test(a_rule_treats_only_while_it_is_in_force),
        cmocka_unit_test(an_account_tells_both_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

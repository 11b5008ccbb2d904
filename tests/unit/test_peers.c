/* Charging the others of the same unit: who they are on the event's day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define UNITS                                                                                      \
    "subject person\n"                                                                             \
    "  role: one of head, staff default staff\n"                                                   \
    "  unit: text optional\n"                                                                      \
    "  level: number optional\n"                                                                   \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "every event count: occurrences default 1 end\n"                                               \
    "event late end\n"                                                                             \
    "section duty each month base 40 points end\n"

static void the_others_of_the_unit_are_charged_and_not_the_own_subject(void **state)
{
    (void)state;
    assert_values(UNITS "rule r when late charge others of same unit deduct 3 points from duty "
                        "end\n" GIVEN("given person A unit = \"x\" given person B unit = \"x\"\n"
                                      "given person C unit = \"x\" given person D unit = \"y\"\n"
                                      "given 2018-10-01 late A count = 2\n"),
                  "duty A 2018-10 40\n"
                  "duty B 2018-10 34\n"
                  "duty C 2018-10 34\n"
                  "duty D 2018-10 40\n"
                  "r B 2018-10 2\n");
}

static void a_share_goes_to_those_of_them_that_where_selects(void **state)
{
    (void)state;
    assert_values(UNITS "rule r when late charge person charge 50% to others of same unit\n"
                        "  where role is head deduct 3 points from duty end\n" GIVEN(
                            "given person A unit = \"x\" given person B unit = \"x\" role = head\n"
                            "given person C unit = \"x\" given person D unit = \"y\" role = head\n"
                            "given 2018-10-01 late A\n" /* A 3, B 1.5 */
                            "given 2018-10-02 late B\n" /* B 3: no other head */),
                  "duty A 2018-10 37\n"
                  "duty B 2018-10 35.5\n"
                  "duty C 2018-10 40\n"
                  "duty D 2018-10 40\n");
}

static void the_roster_is_that_of_the_day_and_an_empty_field_is_equal_to_none(void **state)
{
    (void)state;
    assert_values(
        UNITS "rule r when late charge others of same unit deduct 1 point from duty end\n"
              "rule s when late charge others of same level deduct 5 points from duty end\n" GIVEN(
                  "given person A unit = \"x\" given person B unit = \"x\" left = 2018-10-07\n"
                  "given person C unit = \"x\" joined = 2018-10-08\n"
                  "given person D level = 1.5 given person E level = 1.5 given person F\n"
                  "given 2018-10-07 late A given 2018-10-08 late A\n"
                  "given 2018-10-09 late D given 2018-10-09 late F\n"),
        "duty B 2018-10 39\n"
        "duty C 2018-10 39\n"
        "duty D 2018-10 40\n"
        "duty E 2018-10 35\n"
        "duty F 2018-10 40\n");
}

static void a_rule_on_scores_charges_them_too(void **state)
{
    (void)state;
    assert_values(UNITS
                  "section team each month base 10 points end\n"
                  "rule l when late deduct 10 points from duty end\n"
                  "rule r when duty below 35 points charge others of same unit\n"
                  "  deduct 2 points from team end\n" GIVEN(
                      "given person A unit = \"x\" given person B unit = \"x\" given person C\n"
                      "given 2018-10-07 late A\n"),
                  "team A 2018-10 10\n"
                  "team B 2018-10 8\n"
                  "team C 2018-10 10\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_others_of_the_unit_are_charged_and_not_the_own_subject),
        cmocka_unit_test(a_share_goes_to_those_of_them_that_where_selects),
        cmocka_unit_test(the_roster_is_that_of_the_day_and_an_empty_field_is_equal_to_none),
        cmocka_unit_test(a_rule_on_scores_charges_them_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

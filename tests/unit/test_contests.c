/* Selections of one stratum beside each other, and buckets without end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define CASES                                                                                      \
    "subject person end\n"                                                                         \
    "every event count: occurrences default 1 case: text optional end\n"                           \
    "section duty of person each month base 40 points end\n"                                       \
    "event late end event absent end\n"
#define RULES                                                                                      \
    "rule late_rule when late deduct 2 points from duty end\n"                                     \
    "rule absent_rule when absent deduct 5 points from duty end\n"
#define ONE_ACT "selection one_act heaviest 1 of late_rule, absent_rule each case end\n"

static void each_selection_looks_at_what_the_strata_before_left(void **state)
{
    (void)state;
    assert_values(CASES RULES
                  "selection once heaviest 1 of absent_rule each case end\n"
                  "selection three heaviest 3 of absent_rule, late_rule each case end\n" GIVEN(
                      "given person A given person B\n"
                      "given 2018-10-01 absent A case = \"1\" count = 5\n" /* 1 by once, not 3 */
                      "given 2018-10-01 late A case = \"1\"\n" /* 3 absences are heavier */
                      "given 2018-10-01 absent B case = \"1\" count = 2\n" /* 1 by once */
                      "given 2018-10-01 late B case = \"1\"\n"),           /* the third */
                  "duty A 2018-10 35\n"
                  "duty B 2018-10 33\n");
}

/* More of them than are looked at together. */
static void every_case_of_many_is_settled(void **state)
{
    (void)state;
    enum { DAYS_OF_OCTOBER = 31, ROOM = 8192 };
    char script[ROOM];
    int size = snprintf(script, ROOM, "%stest \"many\"\ngiven person A\n", CASES RULES ONE_ACT);
    for (int day = 1; day <= DAYS_OF_OCTOBER; day++)
        size += snprintf(script + size, ROOM - (size_t)size,
                         "given 2018-10-%02d late A case = \"%d\"\n"
                         "given 2018-10-%02d absent A case = \"%d\"\n",
                         day, day, DAYS_OF_OCTOBER + 1 - day, day);
    snprintf(script + size, ROOM - (size_t)size, "end\n");
    assert_values(script, "duty A 2018-10 -115\n"); /* 40 less 31 × 5 */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_selection_looks_at_what_the_strata_before_left),
        cmocka_unit_test(every_case_of_many_is_settled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

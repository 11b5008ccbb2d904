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

#define BY_STEP                                                                                    \
    "rule r when late by occurrence in year 1 → deduct 1 point from duty\n"                      \
    "  2..3 → deduct 2 points from duty 4.. → deduct 2 points from duty end\n"

static void steps_of_a_tariff_compete_by_themselves(void **state)
{
    (void)state;
    /* a row of four occurrences: 1, 2, 2 and 2; in a month the heaviest counts, or the two heaviest
     */
    assert_values(CASES BY_STEP "selection s heaviest 1 of r each month end\n" GIVEN(
                      "given person A given 2018-10-01 late A count = 4\n"),
                  "duty A 2018-10 38\n");
    assert_values(CASES BY_STEP "selection s heaviest 3 of r each month end\n" GIVEN(
                      "given person A given 2018-10-01 late A count = 4\n"),
                  "duty A 2018-10 34\n");
    assert_values(CASES BY_STEP "selection s heaviest 1 of r each case end\n" GIVEN(
                      "given person A given 2018-10-01 late A count = 4 case = \"1\"\n"),
                  "duty A 2018-10 38\n");
}

static void without_a_name_to_merge_by_each_event_competes_alone(void **state)
{
    (void)state;
    /* 3 and 4 of case 1 are 7; of those without a case 6 counts, 5 is dropped */
    assert_values("subject person end event won points: points default 0 case: text optional end\n"
                  "section season each year base 0 points end\n"
                  "rule r when won add points to season end\n"
                  "selection s best 2 case of r each year end\n" GIVEN(
                      "given person A\n"
                      "given 2018-01-01 won A points = 3 case = \"1\"\n"
                      "given 2018-02-01 won A points = 4 case = \"1\"\n"
                      "given 2018-03-01 won A points = 5 given 2018-04-01 won A points = 6\n"),
                  "season A 2018 13\n");
}

static void of_one_event_the_rule_declared_first_counts(void **state)
{
    (void)state;
    assert_values(CASES "section other of person each month base 40 points end\n"
                        "rule b when late deduct 3 points from other end\n"
                        "rule a when late deduct 3 points from duty end\n"
                        "selection s heaviest 1 of a, b each month end\n" GIVEN(
                            "given person A given 2018-10-01 late A\n"),
                  "other A 2018-10 37\nduty A 2018-10 40\n");
}

static void the_occurrences_of_a_lone_event_are_covered_by_heavier_ones(void **state)
{
    (void)state;
    /* Three occurrences: 3 points each, 4 for the second and third, 5 for the third; of each two
     * count: 3, 4 + 3, 5 + 4 */
    assert_values(CASES "rule r when late deduct 3 points from duty end\n"
                        "rule p when late beyond 1 time in month deduct 4 points from duty end\n"
                        "rule q when late beyond 2 times in month deduct 5 points from duty end\n"
                        "selection s heaviest 2 of p, q, r each case end\n" GIVEN(
                            "given person A given 2018-10-01 late A count = 3\n"),
                  "duty A 2018-10 21\n");
}

static void a_table_may_keep_nothing(void **state)
{
    (void)state;
    assert_values(
        "subject person role: one of head, staff default staff end\n"
        "event late count: occurrences default 1 case: text optional end\n"
        "section duty each month base 40 points end\n"
        "rule r when late deduct 2 points from duty end\n"
        "rule q when late deduct 5 points from duty end\n"
        "table most by role head → 0, staff → 1 end\n"
        "selection s heaviest most[person.role] of r, q each case, person.role end\n" GIVEN(
            "given person A role = head given person B\n"
            "given 2018-10-01 late A count = 2 given 2018-10-01 late B count = 2\n"
            "given 2018-11-01 late A case = \"1\" given 2018-11-01 late B case = \"1\"\n"),
        "duty A 2018-10 40\nduty B 2018-10 30\nduty A 2018-11 40\nduty B 2018-11 35\n");
}

static void two_shares_have_keys_of_their_own(void **state)
{
    (void)state;
    /* of case 1 two rows: 10 / 2 and 8 / 2; of the month four: 12 / 4; one rule begins anew */
    assert_values(
        CASES "section other of person each month base 40 points end\n"
              "rule r when late deduct 10 points from duty shared by case\n"
              "  deduct 12 points from other shared by month until 2018-10-31 end\n"
              "rule r when late deduct 10 points from duty shared by case\n"
              "  deduct 24 points from other shared by month from 2018-11-01 end\n"
              "rule q when late deduct 8 points from other shared by case end\n" GIVEN(
                  "given person A given person B\n"
                  "given 2018-10-01 late A case = \"1\" given 2018-10-01 late B case = \"1\"\n"
                  "given 2018-10-02 late A case = \"2\" given 2018-10-03 late A case = \"3\"\n"
                  "given 2018-11-01 late A case = \"4\" given 2018-11-01 late B case = \"4\"\n"),
        /* A: 5 + 10 + 10, and 3 × 3 + 4 + 8 + 8 */
        "duty A 2018-10 15\nother A 2018-10 11\nduty B 2018-10 35\nother B 2018-10 33\n"
        "duty A 2018-11 35\nother A 2018-11 24\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_selection_looks_at_what_the_strata_before_left),
        cmocka_unit_test(every_case_of_many_is_settled),
        cmocka_unit_test(steps_of_a_tariff_compete_by_themselves),
        cmocka_unit_test(without_a_name_to_merge_by_each_event_competes_alone),
        cmocka_unit_test(of_one_event_the_rule_declared_first_counts),
        cmocka_unit_test(the_occurrences_of_a_lone_event_are_covered_by_heavier_ones),
        cmocka_unit_test(a_table_may_keep_nothing),
        cmocka_unit_test(two_shares_have_keys_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

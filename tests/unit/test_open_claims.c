/* Open decisions among postings that are shared, selected or capped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* One rule with caps, and from a section of years. */
#define CAPPED(caps)                                                                               \
    "subject person end event conduct end\n"                                                       \
    "period fortnight each 14 days from 2018-01-01 end\n"                                          \
    "section duty each month base 40 points end\n"                                                 \
    "rule c when conduct deduct between 1 point and 9 points as decided from duty " caps " end\n"
#define YEARLY(caps)                                                                               \
    "subject person end event conduct end section year_duty each year base 40 points end\n"        \
    "rule c when conduct deduct between 1 point and 9 points as decided from year_duty\n" caps     \
    " end\n"

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

static void what_is_settled_beside_it_stays_settled(void **state)
{
    (void)state;
    /* C is late twice with one case: 5; A decides 1 to 9, B 3 of the cap's 10 each month */
    assert_values(CASES "rule l when late deduct 5 points from duty end\n"
                        "selection one heaviest 1 of c, l each case end\n" GIVEN(
                            "given person A given person C\n"
                            "given 2018-10-01 conduct A case = \"1\"\n"
                            "given 2018-10-01 late C case = \"2\"\n"
                            "given 2018-10-02 late C case = \"2\"\n"),
                  "duty A 2018-10 31..39\nduty C 2018-10 35\n");
    assert_values(CAPPED("cap 10 points each month")
                      GIVEN("given person A given person C given 2018-10-01 conduct A\n"
                            "given 2018-10-01 conduct C decided = 6 points\n"
                            "given 2018-10-02 conduct C decided = 7 points\n"),
                  "duty A 2018-10 31..39\nduty C 2018-10 30\n");
}

static void a_posting_in_several_selections_is_undecided(void **state)
{
    (void)state;
    assert_values(CASES "rule l when late deduct 5 points from duty end\n"
                        "selection one heaviest 1 of c, l each case end\n"
                        "selection two heaviest 2 of c, l each month end\n" GIVEN(
                            "given person A given 2018-10-01 conduct A case = \"1\"\n"
                            "given 2018-10-02 late A case = \"1\"\n"),
                  "duty A 2018-10 undecided\nduty A 2018-11 40\n");
    /* nor is what else the rule posts */
    assert_values(CASES
                  "rule d when late deduct between 1 point and 9 points as decided from duty\n"
                  "  deduct 3 points from other end\n"
                  "selection one heaviest 1 of d each month end\n" GIVEN(
                      "given person A given 2018-10-01 late A given 2018-10-02 late A\n"),
                  "duty A 2018-10 undecided\nother A 2018-10 undecided\n");
}

static void a_cap_is_told_where_its_window_lies_within_a_period(void **state)
{
    (void)state;
#define OPEN_AND_5                                                                                 \
    "given person A given 2018-10-01 conduct A\n"                                                  \
    "given 2018-10-02 conduct A decided = 5 points\n"
    /* 1 to 9, and 5 of what is left of 10: 6 to 10 */
    assert_values(CAPPED("cap 10 points each month") GIVEN(OPEN_AND_5), "duty A 2018-10 30..34\n");
    assert_values(CAPPED("cap 10 points each year") GIVEN(OPEN_AND_5),
                  "duty A 2018-10 undecided\n");
    assert_values(CAPPED("cap 10 points each week") GIVEN(OPEN_AND_5),
                  "duty A 2018-10 undecided\n");
    assert_values(CAPPED("cap 10 points each fortnight") GIVEN(OPEN_AND_5),
                  "duty A 2018-10 undecided\n");
    assert_values(CAPPED("cap 10 points each month cap 12 points each year") GIVEN(OPEN_AND_5),
                  "duty A 2018-10 undecided\n");
    /* months and quarters lie in a year, and of a year 50 points are more than was asked for */
    assert_values(
        YEARLY("cap 10 points each month cap 11 points each quarter cap 50 points each year")
            GIVEN(OPEN_AND_5 "given 2018-11-02 conduct A decided = 7 points\n"),
        /* 6..10, then 5..1 of the quarter's 11: 11 whatever is decided */
        "year_duty A 2018 29\n");
    assert_values(YEARLY("cap 10 points each week") GIVEN(OPEN_AND_5),
                  "year_duty A 2018 undecided\n");
    assert_values("period fortnight each 14 days from 2018-01-01 end\n" CASES
                  "section weekly each week base 40 points end\n"
                  "section fourteen each fortnight base 40 points end\n"
                  "score all each year = total of fourteen end\n"
                  "rule d when late deduct between 1 point and 9 points as decided from weekly\n"
                  "  cap 5 points each month end\n"
                  "event odd end rule e when odd\n"
                  "  deduct between 1 point and 9 points as decided from fourteen\n"
                  "  cap 5 points each month end\n" GIVEN(
                      "given person A given 2018-10-01 late A given 2018-10-01 odd A\n"),
                  "weekly A 2018-W40 undecided\nall A 2018 undecided\n");
}

static void capped_decisions_stand_in_the_order_of_a_section(void **state)
{
    (void)state;
    /* 1 to 5 of 9 count; what A lost before the visit comes back, what B lost behind it does not */
    assert_values(
        CAPPED("cap 5 points each month") "event visit end\n"
                                          "rule again when visit restart duty end\n" GIVEN(
                                              "given person A given person B\n"
                                              "given 2018-10-01 conduct A\n"
                                              "given 2018-10-02 visit A\n"
                                              "given 2018-10-02 visit B\n"
                                              "given 2018-10-03 conduct B\n"),
        "duty A 2018-10 40\nduty B 2018-10 35..39\n");
}

static void an_open_decision_among_hundreds(void **state)
{
    (void)state;
    enum { ROWS = 600, ROOM = 65536 };
    char *script = malloc(ROOM);
    size_t size = (size_t)snprintf(script, ROOM, "%stest \"many\" given person A\n",
                                   CAPPED("cap 2000 points each month"));
    for (int i = 0; i < ROWS; i++)
        size += (size_t)snprintf(script + size, ROOM - size, "given 2018-10-%02d conduct A%s\n",
                                 1 + i % 31, i == 300 ? "" : " decided = 2 points");
    snprintf(script + size, ROOM - size, "end\n");
    /* 599 times 2, and 1 to 9 */
    assert_values(script, "duty A 2018-10 -1167..-1159\n");
    free(script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_heaviest_of_one_section_has_two_ends),
        cmocka_unit_test(a_decision_that_is_made_competes_as_it_is),
        cmocka_unit_test(between_sections_or_periods_nothing_can_be_told),
        cmocka_unit_test(shares_are_of_both_ends),
        cmocka_unit_test(a_cap_behind_a_selection_leaves_it_undecided),
        cmocka_unit_test(what_is_settled_beside_it_stays_settled),
        cmocka_unit_test(a_posting_in_several_selections_is_undecided),
        cmocka_unit_test(a_cap_is_told_where_its_window_lies_within_a_period),
        cmocka_unit_test(capped_decisions_stand_in_the_order_of_a_section),
        cmocka_unit_test(an_open_decision_among_hundreds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

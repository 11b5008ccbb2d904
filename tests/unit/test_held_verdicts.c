/* Holds on places and on grades. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define VOTES                                                                                      \
    "event vote mark: points between 0 and 100 end\n"                                              \
    "event veto end event rescue end event merit_won end\n"                                        \
    "score annual each year = average of vote.mark end\n"
#define VOTE(who, mark) "given person " who " given 2018-05-01 vote " who " mark = " mark "\n"
#define LEVELS                                                                                     \
    "grade level by annual\n"                                                                      \
    "  excellent: annual at least 90 points\n"                                                     \
    "  competent: annual between 60 points and 89.9 points\n"                                      \
    "  weak: annual at least 40 points\n"                                                          \
    "  bad: otherwise\n"                                                                           \
    "end\n"

static void a_held_grade_orders_the_levels_as_listed(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES LEVELS
                  "rule v when veto hold level at most weak end\n"
                  "rule w when merit_won hold level at most competent end\n"
                  "rule r when rescue hold level at least weak end\n" GIVEN(
                      VOTE("A", "95") VOTE("B", "95") VOTE("C", "95") VOTE("D", "10")
                          VOTE("E", "70") VOTE("F", "95") "given person G\n"
                                                          "given 2018-03-01 veto A\n"
                                                          "given 2018-03-01 merit_won B\n"
                                                          "given 2018-03-01 rescue D\n"
                                                          "given 2018-03-01 rescue E\n"
                                                          "given 2018-03-01 merit_won F\n"
                                                          "given 2018-03-02 veto F\n"
                                                          "given 2018-03-02 rescue G\n"),
                  "level A 2018 weak\n"
                  "level B 2018 competent\n" /* no longer between 60 and 89.9, but kept from more */
                  "level C 2018 excellent\n"
                  "level D 2018 weak\n"
                  "level E 2018 competent\n"
                  "level F 2018 weak\n" /* the strictest */
                  "level G 2018 -\n");  /* not assessed: no grade, whatever is held */
}

static void the_strictest_of_both_wins_and_at_most_before_at_least(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES LEVELS
                  "rule v when veto hold level at most weak end\n"
                  "rule r when rescue hold level at least competent end\n" GIVEN(
                      VOTE("A", "95") VOTE("B", "10") "given 2018-03-01 veto A\n"
                                                      "given 2018-03-01 rescue A\n"
                                                      "given 2018-03-01 rescue B\n"),
                  "level A 2018 weak\n"
                  "level B 2018 competent\n");
}

static void who_is_vetoed_frees_the_place(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES "rank place by annual end\n"
                               "grade level by place\n"
                               "  top_two: top 2\n"
                               "  good: annual at least 60 points\n"
                               "  rest: otherwise\n"
                               "end\n"
                               "rule v when veto hold level at most good end\n"
                               "rule r when rescue hold level at least top_two end\n" GIVEN(
                                   VOTE("A", "95") VOTE("B", "90") VOTE("C", "85") VOTE("D", "80")
                                       VOTE("E", "50") "given 2018-03-01 veto A\n"
                                                       "given 2018-03-01 veto E\n"
                                                       "given 2018-03-01 rescue D\n"),
                  "place A 2018 1\n"
                  "level A 2018 good\n"
                  "level B 2018 top_two\n"
                  "level C 2018 top_two\n"
                  "level D 2018 top_two\n" /* besides the two places */
                  "level E 2018 rest\n");  /* a hold at most lifts nobody */
}

static void a_hold_can_be_for_the_next_year(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES LEVELS
                  "rule v when veto hold level at most weak next year end\n" GIVEN(
                      VOTE("A", "95") "given 2019-05-01 vote A mark = 95\n"
                                      "given 2018-03-01 veto A\n"),
                  "level A 2018 excellent\n"
                  "level A 2019 weak\n");
}

static void a_rule_on_scores_can_hold_a_grade(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES LEVELS
                  "section duty each month base 10 points end event late end\n"
                  "rule l when late deduct 6 points from duty end\n"
                  "rule v when duty below 5 points hold level at most competent end\n" GIVEN(
                      VOTE("A", "95") VOTE("B", "95") "given 2018-03-01 late A\n"),
                  "level A 2018 competent\n"
                  "level B 2018 excellent\n");
}

static void a_held_place_is_a_number_and_others_keep_theirs(void **state)
{
    (void)state;
    assert_values(PEOPLE VOTES
                  "rank place by annual end\n"
                  "score prize each year = if place at most 2 then 100 yuan else 0 yuan "
                  "end\n"
                  "rule v when veto hold place at least 3 end\n"
                  "rule r when rescue hold place at most 2 end\n" GIVEN(VOTE("A", "95") VOTE(
                      "B", "90") VOTE("C", "85") VOTE("D", "80") "given person E\n"
                                                                 "given 2018-03-01 veto A\n"
                                                                 "given 2018-03-01 veto D\n"
                                                                 "given 2018-03-01 veto E\n"
                                                                 "given 2018-03-01 rescue C\n"),
                  "place A 2018 3\n"
                  "place B 2018 2\n"
                  "place C 2018 2\n"
                  "place D 2018 4\n"
                  "place E 2018 -\n"
                  "prize A 2018 0\n"
                  "prize C 2018 100\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_held_grade_orders_the_levels_as_listed),
        cmocka_unit_test(the_strictest_of_both_wins_and_at_most_before_at_least),
        cmocka_unit_test(who_is_vetoed_frees_the_place),
        cmocka_unit_test(a_hold_can_be_for_the_next_year),
        cmocka_unit_test(a_rule_on_scores_can_hold_a_grade),
        cmocka_unit_test(a_held_place_is_a_number_and_others_keep_theirs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

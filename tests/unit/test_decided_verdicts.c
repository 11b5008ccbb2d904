/* Places and levels where decisions are open: what holds them may be open as well, quotas, cycles
 * of one's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    PEOPLE "event conduct end event late end event visit end\n"                                    \
           "section duty each month base 10 points end\n"                                          \
           "section other each month base 10 points end\n"                                         \
           "rule l when late deduct 1 point from duty end\n"                                       \
           "rule c when conduct deduct between 1 point and 4 points as decided from duty end\n"    \
           "rule o when visit deduct between 1 point and 4 points as decided from other end\n"
#define THREE   "given person A given person B given person C\n"
#define OPEN_A  "given 2018-10-03 conduct A\n"
#define LATE(n) "given 2018-10-03 late B count = " n "\n"

static void a_place_that_an_open_rule_holds_is_undecided(void **state)
{
    (void)state;
#define PLACES "rank place by duty ties share end\n"
    /* A has 6..9, B 5, C 10: second for sure, unless it is held by what may be below 8 */
    assert_values(DUTY PLACES GIVEN(THREE OPEN_A LATE("5")),
                  "place A 2018-10 2\nplace B 2018-10 3\nplace C 2018-10 1\n");
    assert_values(DUTY PLACES "rule h when duty below 8 points hold place at least 3 end\n" GIVEN(
                      THREE OPEN_A LATE("5")),
                  "place A 2018-10 undecided\nplace B 2018-10 3\nplace C 2018-10 1\n");
    /* of someone whose own points are settled, too */
    assert_values(DUTY PLACES "rule h when other below 8 points hold place at least 3 end\n" GIVEN(
                      THREE LATE("5") "given 2018-10-03 visit A\n"),
                  "place A 2018-10 undecided\nplace B 2018-10 3\nplace C 2018-10 1\n");
}

static void further_keys_and_conditions_of_a_rank_may_be_open(void **state)
{
    (void)state;
    /* A and C have 10 points each and are told apart by other: 6..9 of A, 10 of C */
    assert_values(DUTY "rank place by duty then by other ties share end\n" GIVEN(
                      THREE LATE("5") "given 2018-10-03 visit A\n"),
                  "place A 2018-10 undecided\nplace B 2018-10 3\nplace C 2018-10 undecided\n");
    /* whoever has 10 points of other competes: B not, and of A that is open, though not of what */
    assert_values(DUTY "rank place by duty among other above 7 points ties share end\n" GIVEN(
                      THREE LATE("5") "given 2018-10-03 visit A\n"
                                      "given 2018-10-04 visit B decided = 4 points\n"),
                  "place A 2018-10 undecided\nplace B 2018-10 -\nplace C 2018-10 undecided\n");
    /* the lowest first: A with 6..9 behind B with 5, before C with 10 */
    assert_values(DUTY
                  "rank place by duty lowest first ties share end\n" GIVEN(THREE OPEN_A LATE("5")),
                  "place A 2018-10 2\nplace B 2018-10 1\nplace C 2018-10 3\n");
    /* lowest first where the open one may meet another, and someone is undecided altogether */
    assert_values(DUTY
                  "rank place by duty lowest first ties share end\n" GIVEN(THREE OPEN_A LATE("3")),
                  "place A 2018-10 undecided\nplace B 2018-10 undecided\nplace C 2018-10 3\n");
    assert_values(DUTY
                  "score mixed each month = if duty above 7 points then duty else other end\n"
                  "rank place by mixed lowest first ties share end\n" GIVEN(THREE OPEN_A LATE("5")),
                  "place A 2018-10 undecided\nplace B 2018-10 undecided\n");
}

static void a_quota_of_a_group_with_someone_open_is_undecided(void **state)
{
    (void)state;
#define QUOTA                                                                                      \
    "grade g by place top_one: other at least 8 points top 1 ties out\n"                           \
    "  fair: other at least 6 points low: otherwise end\n"
    /* the places are settled, whether A is good enough for the first level is not */
    assert_values(DUTY PLACES QUOTA GIVEN(THREE LATE("5") "given 2018-10-03 visit A\n"),
                  "g A 2018-10 undecided\ng B 2018-10 undecided\ng C 2018-10 undecided\n");
    /* where a place is open, so is the group; B is not good enough whatever is decided */
    assert_values(DUTY PLACES QUOTA GIVEN(
                      THREE OPEN_A LATE("3") "given 2018-10-04 visit B decided = 4 points\n"),
                  "place A 2018-10 undecided\ng A 2018-10 undecided\ng C 2018-10 undecided\n"
                  "place B 2018-10 undecided\ng B 2018-10 undecided\n");
    /* a level that is open already takes part in no later quota that could be told */
    assert_values(DUTY PLACES
                  "grade g by place high: other at least 8 points good: top 1 ties out\n"
                  "  low: otherwise end\n" GIVEN(THREE LATE("5") "given 2018-10-03 visit A\n"
                                                                 "given 2018-10-04 visit B\n"),
                  "g A 2018-10 undecided\ng B 2018-10 undecided\ng C 2018-10 high\n");
}

/* Cycles from one's own first day on. */
#define OWN                                                                                        \
    "subject person hired: date optional end\n"                                                    \
    "event conduct end event late end event visit end event praise end\n"                          \
    "event mark points: points default 0 end\n"                                                    \
    "period round of person each 1 year from hired end\n"                                          \
    "section duty each round base 10 points end\n"                                                 \
    "section work each round base 0 points end\n"                                                  \
    "rule l when late deduct 3 points from duty end\n"                                             \
    "rule c when conduct deduct between 1 point and 4 points as decided from duty end\n"           \
    "score marks each round = average of mark.points end\n"
#define HIRED "given person A hired = 2018-01-01 given person B hired = 2018-01-01 given person C\n"

static void grades_of_own_cycles(void **state)
{
    (void)state;
    /* an unknown condition does not hold; no level may be left; an ended grade gives none */
    assert_values(OWN "grade g good: marks above 5 points fair: duty at least 10 points end\n"
                      "score s each round = if g is good then 1 point else\n"
                      "  if g is fair then 2 points else 3 points end\n" GIVEN(
                          HIRED "given 2018-03-01 mark A points = 6 given 2018-03-01 late B\n"),
                  "s A 2018 1\ns B 2018 -\ns C 2018 -\n");
    assert_values(OWN "grade g by duty good: otherwise until 2018-06-30 end\n"
                      "score s each round = if g is known then 1 point else 2 points end\n" GIVEN(
                          HIRED "given 2018-03-01 late A\n"),
                  "s A 2018 2\n");
    /* a grade by what is undecided altogether */
    assert_values(OWN
                  "score mixed each round = if duty above 7 points then 1 point else 2 points end\n"
                  "grade g by mixed good: otherwise end\n"
                  "score s each round = if g is good then 1 point else 2 points end\n" GIVEN(
                      HIRED "given 2018-03-01 conduct A\n"),
                  "mixed A 2018 undecided\ns A 2018 undecided\ns B 2018 1\n");
}

static void holds_on_grades_of_own_cycles(void **state)
{
    (void)state;
    /* A is kept from good and meets no later level: that behind it counts as met; B is assured of
     * fair and would have none; both: A */
    assert_values(OWN
                  "grade g good: duty at least 10 points fair: duty between 8 points and 9 points\n"
                  "  poor: duty below 0 points end\n"
                  "score s each round = if g is good then 1 point else\n"
                  "  if g is fair then 2 points else if g is poor then 3 points else 4 points end\n"
                  "rule h when visit hold g at most fair end\n"
                  "rule k when praise hold g at least poor end\n" GIVEN(
                      HIRED "given 2018-03-01 visit A given 2018-03-01 late B\n"
                            "given 2018-03-02 praise B\n"),
                  "s A 2018 2\ns B 2018 3\n");
}

static void rules_at_the_end_of_own_cycles(void **state)
{
    (void)state;
    /* a version from April on is tried at the end of the first cycle, on 31 December; one until
     * June never, nor at the end of a cycle before the rule */
    assert_values(OWN
                  "section fee each round base 0 points end\n"
                  "rule r when duty below 8 points add 1 point to work from 2018-04-01 end\n"
                  "rule q when duty below 8 points add 1 point to fee until 2018-06-30 end\n" GIVEN(
                      HIRED "given 2018-03-01 late A given person D hired = 2017-01-01\n"
                            "given 2017-03-01 late D\n"),
                  "work A 2018 1\nfee A 2018 0\nwork B 2018 0\nwork D 2017 0\nfee D 2017 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_that_an_open_rule_holds_is_undecided),
        cmocka_unit_test(further_keys_and_conditions_of_a_rank_may_be_open),
        cmocka_unit_test(a_quota_of_a_group_with_someone_open_is_undecided),
        cmocka_unit_test(grades_of_own_cycles),
        cmocka_unit_test(holds_on_grades_of_own_cycles),
        cmocka_unit_test(rules_at_the_end_of_own_cycles),
    };
    return cmocka_run_group_tests_name("decided_verdicts", tests, NULL, NULL);
}

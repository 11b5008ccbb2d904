/* Places, quotas and kept totals while decisions are open (S21): a place that no decision changes
 * is known, every other one is undecided. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

/* duty: A and D 6..9, B 8, C 10; work: A 6, the others 5; either is undecided for A and D. */
#define OPEN                                                                                       \
    PEOPLE                                                                                         \
    "event conduct end event late end event praise end event vote points: points end\n"            \
    "section duty each month base 10 points end\n"                                                 \
    "section work each month base 5 points end\n"                                                  \
    "rule r when conduct deduct between 1 point and 4 points as decided from duty end\n"           \
    "rule l when late deduct 2 points from duty end\n"                                             \
    "rule p when praise add 1 point to work end\n"                                                 \
    "score either each month = if duty above 7 points then 3 points else 1 point end\n"            \
    "score voted each month = average of vote.points end\n"
#define FOUR                                                                                       \
    GIVEN("given person A given person B given person C given person D\n"                          \
          "given 2018-10-03 conduct A given 2018-10-03 conduct D given 2018-10-03 late B\n"        \
          "given 2018-10-03 praise A\n")

static void a_place_is_known_when_no_decision_changes_it(void **state)
{
    (void)state;
    assert_values(
        OPEN "rank p each month by duty end\n" FOUR,
        "p A 2018-10 undecided\np B 2018-10 undecided\np C 2018-10 1\np D 2018-10 undecided\n");
    assert_values(
        OPEN "rank p each month by duty lowest first end\n" FOUR,
        "p A 2018-10 undecided\np B 2018-10 undecided\np C 2018-10 4\np D 2018-10 undecided\n");
    /* an open further key settles nothing among those that tie */
    assert_values(
        OPEN "rank p each month by work then by duty end\n" FOUR,
        "p A 2018-10 1\np C 2018-10 undecided\np B 2018-10 undecided\np D 2018-10 undecided\n");
    assert_values(OPEN "rank p each month by duty within role end\n" FOUR,
                  "p A 2018-10 undecided\np C 2018-10 1\n");
}

static void dense_places_count_values(void **state)
{
    (void)state;
    /* A, B and D may all have 8 points: then C is 1 and they are 2 */
    assert_values(
        OPEN "rank p each month by duty ties dense end\n" FOUR,
        "p A 2018-10 undecided\np B 2018-10 undecided\np C 2018-10 1\np D 2018-10 undecided\n");
}

static void who_may_be_ranked_at_all_is_open(void **state)
{
    (void)state;
    /* A is before everyone, if A is in; D ties with B and C, or is out */
    assert_values(OPEN "rank p each month by work among duty above 7 points end\n" FOUR,
                  "p A 2018-10 undecided\np B 2018-10 undecided\np C 2018-10 undecided\n"
                  "p D 2018-10 undecided\n");
    assert_values(OPEN "rank p each month by duty among work above 5 points end\n" FOUR,
                  "p A 2018-10 1\np B 2018-10 -\n");
    assert_values(OPEN "rank p each month by duty among duty above 5 points end\n" FOUR,
                  "p A 2018-10 undecided\np C 2018-10 1\n");
    assert_values(OPEN "rank p each month by work among duty above 9 points end\n" FOUR,
                  "p A 2018-10 -\np C 2018-10 1\n");
}

static void who_is_undecided_may_have_any_place(void **state)
{
    (void)state;
    assert_values(OPEN "rank p each month by either end\n" FOUR,
                  "p A 2018-10 undecided\np B 2018-10 undecided\np C 2018-10 undecided\n"
                  "p D 2018-10 undecided\n");
    assert_values(OPEN "rank p each month by voted then by duty end\n" FOUR, "p A 2018-10 -\n");
    assert_values(OPEN "rank p each month by work then by voted end\n" FOUR,
                  "p A 2018-10 1\np B 2018-10 2\np C 2018-10 2\n");
}

static void quotas_wait_for_those_that_cannot_be_told_apart(void **state)
{
    (void)state;
    assert_values(OPEN "rank p each month by duty end\n"
                       "grade g by p good: top 1 ties out bad: otherwise end\n" FOUR,
                  "g A 2018-10 undecided\ng C 2018-10 undecided\n");
    assert_values(OPEN "rank p each month by work end\n"
                       "grade g by p good: top 50% rounded down ties in bad: otherwise end\n" FOUR,
                  "g A 2018-10 good\ng B 2018-10 good\ng C 2018-10 good\n");
    assert_values(OPEN "rank p each month by work end\n"
                       "grade g by p good: top 50% rounded down ties out bad: otherwise end\n" FOUR,
                  "g A 2018-10 good\ng B 2018-10 bad\ng C 2018-10 bad\n");
    assert_values(OPEN "rank p each month by work within role end\n"
                       "grade g by p good: top 1 ties out bad: otherwise end\n" FOUR,
                  "g A 2018-10 good\ng B 2018-10 bad\n");
    assert_values(OPEN "rank p each month by work end\n"
                       "grade g by p within role good: top 1 ties out bad: otherwise end\n" FOUR,
                  "g A 2018-10 good\ng B 2018-10 bad\n");
    assert_values(OPEN "rank p each month by work end\n"
                       "grade g by p good: duty above 7 points top 50% minimum 1 ties out\n"
                       "  bad: otherwise end\n" FOUR,
                  "g A 2018-10 undecided\n");
}

static void kept_totals_wait_where_a_member_is_open(void **state)
{
    (void)state;
    /* 10 points in steps of 4: 8 are given, 4 to each */
    assert_values(OPEN "score s each month = work rounded down to 4 points keeping total end\n"
                       "score t each month = duty rounded down to 4 points keeping total end\n"
                       "score u each month = work rounded down to 4 points keeping total\n"
                       "  across role end\n"
                       "score v each month = duty rounded down to 4 points keeping total\n"
                       "  across leader end\n" FOUR,
                  /* 6, 5, 5, 5 are 21: 20; the rests are 2, 1, 1, 1, and one step is over */
                  "s A 2018-10 8\ns B 2018-10 4\nu A 2018-10 8\nu B 2018-10 4\n"
                  "t A 2018-10 undecided\nt C 2018-10 undecided\nv C 2018-10 8\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_place_is_known_when_no_decision_changes_it),
        cmocka_unit_test(dense_places_count_values),
        cmocka_unit_test(who_may_be_ranked_at_all_is_open),
        cmocka_unit_test(who_is_undecided_may_have_any_place),
        cmocka_unit_test(quotas_wait_for_those_that_cannot_be_told_apart),
        cmocka_unit_test(kept_totals_wait_where_a_member_is_open),
    };
    return cmocka_run_group_tests_name("decided_ranks", tests, NULL, NULL);
}

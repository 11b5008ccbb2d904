/* What was in force for a time only: in the periods after it nothing is assessed, whoever reads it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define DUTY                                                                                       \
    PEOPLE "event late end event conduct end event visit end\n"                                    \
           "section duty each month base 10 points end\n"                                          \
           "section work each month base 5 points end\n"                                           \
           "rule l when late deduct 1 point from duty end\n"
#define DECIDED "rule c when conduct deduct between 1 point and 4 points as decided from duty end\n"
#define THREE   "given person A given person B given person C\n"
#define LATE_B  "given 2018-06-01 late B given 2018-07-01 late B\n"

static void a_rank_that_has_ended_places_nobody(void **state)
{
    (void)state;
    assert_values(DUTY
                  "rank place by duty ties share from 2018-01-01 until 2018-06-30 end\n"
                  "score s each month = if place is known then 1 point else 2 points end\n" GIVEN(
                      THREE LATE_B),
                  "place B 2018-06 3\nplace B 2018-07 -\nplace A 2018-07 -\n"
                  "s B 2018-06 1\ns B 2018-07 2\n");
    /* nor where someone's points are open: A has 6..9 in both months, C is first all the same */
    assert_values(DUTY DECIDED
                  "rank place by duty ties share from 2018-01-01 until 2018-06-30 end\n"
                  "score s each month = if place is known then 1 point else 2 points end\n" GIVEN(
                      "given person A given person C given 2018-06-03 conduct A\n"
                      "given 2018-07-03 conduct A\n"),
                  "place A 2018-06 2\nplace C 2018-06 1\nplace A 2018-07 -\n"
                  "s A 2018-06 1\ns A 2018-07 2\ns C 2018-07 2\n");
}

static void a_grade_that_has_ended_gives_no_level(void **state)
{
    (void)state;
#define GRADE                                                                                      \
    "grade g by duty good: duty at least 10 points fair: otherwise\n"                              \
    "  from 2018-01-01 until 2018-06-30 end\n"                                                     \
    "score s each month = if g is known then 1 point else 2 points end\n"
    assert_values(DUTY GRADE GIVEN(THREE LATE_B),
                  "g A 2018-06 good\ng B 2018-06 fair\ng A 2018-07 -\ng B 2018-07 -\n"
                  "s B 2018-06 1\ns B 2018-07 2\n");
    assert_values(DUTY DECIDED GRADE GIVEN("given person A given person C\n"
                                           "given 2018-06-03 conduct A\n"
                                           "given 2018-07-03 conduct A\n"),
                  "g A 2018-06 fair\ng C 2018-06 good\ng A 2018-07 -\ns A 2018-07 2\n");
}

static void a_quota_without_its_rank_is_one_for_all(void **state)
{
    (void)state;
    /* from July on nobody is placed, so that nobody is graded */
    assert_values(DUTY "rank place by duty within role ties share\n"
                       "  from 2018-01-01 until 2018-06-30 end\n"
                       "grade g by place good: top 1 ties out fair: otherwise end\n" GIVEN(
                           "given person A role = head given person B given person C\n" LATE_B),
                  "g A 2018-06 good\ng B 2018-06 fair\ng C 2018-06 good\ng A 2018-07 -\n"
                  "g C 2018-07 -\n");
}

static void a_total_is_kept_while_that_is_in_force(void **state)
{
    (void)state;
    /* 10 / 3 three times: the total of 10 is kept by 4, 3 and 3; later nothing is worked out */
    assert_values(DUTY "score s each month = duty / 3 rounded down to 1 point keeping total\n"
                       "  from 2018-01-01 until 2018-06-30 end\n" GIVEN(THREE),
                  "s A 2018-06 4\ns B 2018-06 3\ns C 2018-06 3\ns A 2018-07 -\ns C 2018-07 -\n");
    assert_values(DUTY DECIDED
                  "score s each month = duty / 3 rounded down to 1 point keeping total\n"
                  "  from 2018-01-01 until 2018-06-30 end\n" GIVEN(
                      THREE "given 2018-06-03 conduct A given 2018-07-03 conduct A\n"),
                  "s A 2018-06 undecided\ns B 2018-06 undecided\ns A 2018-07 -\ns B 2018-07 -\n");
}

static void a_section_that_has_ended_takes_no_postings(void **state)
{
    (void)state;
#define EXTRA "section extra each month base 3 points from 2018-01-01 until 2018-06-30 end\n"
    assert_values(DUTY EXTRA "rule e when late add 2 points to extra end\n"
                             "rule f when conduct add between 1 point and 2 points as decided\n"
                             "  to extra end\n"
                             "score s each month = total of all sections end\n" GIVEN(
                                 THREE LATE_B "given 2018-06-03 conduct A\n"
                                              "given 2018-07-03 conduct A\n"),
                  "extra A 2018-06 4..5\nextra B 2018-06 5\nextra A 2018-07 -\nextra B 2018-07 -\n"
                  /* 10 and 5, and 3 while that was */
                  "s C 2018-06 18\ns C 2018-07 15\ns A 2018-06 19..20\ns A 2018-07 15\n");
    /* nor does its balance, which begins with nothing, fire */
    assert_values(DUTY EXTRA "rule e when late add 2 points to extra end\n"
                             "rule b when late reaching 5 points of extra in month\n"
                             "  add 1 point to work end\n"
                             "rule d when late beyond 1 point of extra in month\n"
                             "  add 1 point to work end\n" GIVEN(THREE LATE_B),
                  "work B 2018-06 7\nwork B 2018-07 5\nwork A 2018-06 5\n");
}

static void sections_with_several_versions_add_up_day_by_day(void **state)
{
    (void)state;
    /* extra: two versions side by side, then a gap, then a third one that goes on */
    assert_values("subject person end event late end\n"
                  "section duty each month base 10 points end\n"
                  "section extra each month base 3 points from 2018-01-01 until 2018-03-31 end\n"
                  "section extra each month base 4 points from 2018-04-01 until 2018-06-30 end\n"
                  "section extra each month base 5 points from 2018-09-01 end\n"
                  "score s each month = total of all sections end\n"
                  "score t each month = average of all sections end\n" GIVEN("given person A\n"),
                  "s A 2018-01 13\ns A 2018-04 14\ns A 2018-07 10\ns A 2018-09 15\ns A 2018-12 15\n"
                  "t A 2018-01 6.5\nt A 2018-07 10\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rank_that_has_ended_places_nobody),
        cmocka_unit_test(a_grade_that_has_ended_gives_no_level),
        cmocka_unit_test(a_quota_without_its_rank_is_one_for_all),
        cmocka_unit_test(a_total_is_kept_while_that_is_in_force),
        cmocka_unit_test(a_section_that_has_ended_takes_no_postings),
        cmocka_unit_test(sections_with_several_versions_add_up_day_by_day),
    };
    return cmocka_run_group_tests_name("version_gaps", tests, NULL, NULL);
}

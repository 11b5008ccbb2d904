/* Runs of periods: long ones, windows of given seasons, numbers that a grade decides, and what open
 * decisions leave of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

/* A month with `late` in it has 7 points of other, which is below 8; one with `conduct` has 6 to 9
 * of duty. */
#define MONTHS                                                                                     \
    "subject person on roster from joined until left end\n"                                        \
    "event late end event conduct end event mark points: points default 0 end\n"                   \
    "section duty each month base 10 points end\n"                                                 \
    "section other each month base 10 points end\n"                                                \
    "section work each year base 0 points end\n"                                                   \
    "score marks each month = average of mark.points end\n"                                        \
    "rule l when late deduct 3 points from other end\n"                                            \
    "rule c when conduct deduct between 1 point and 4 points as decided from duty end\n"
#define LATE(month, who)    "given 2018-" month "-03 late " who "\n"
#define CONDUCT(month, who) "given 2018-" month "-03 conduct " who "\n"
#define MARK(month, points) "given 2018-" month "-03 mark A points = " points "\n"

static void a_long_run_fires_once_at_its_end(void **state)
{
    (void)state;
    assert_values(
        MONTHS "rule r when other below 8 points run of 6 months add 1 point to work end\n" GIVEN(
            "given person A\n" LATE("01", "A") LATE("02", "A") LATE("03", "A") LATE("04", "A")
                LATE("05", "A") LATE("06", "A") LATE("07", "A")),
        "r A 2018-05 0\nr A 2018-06 1\nr A 2018-07 0\nwork A 2018 1\n");
}

static void what_lies_in_no_season_is_in_no_run_within_one(void **state)
{
    (void)state;
#define TERMS                                                                                      \
    "period term \"spring\" from 2018-02-01 until 2018-06-30\n"                                    \
    "  \"autumn\" from 2018-08-01 until 2018-12-31 end\n"
    /* May and June are two, July is in no term; August to October are three */
    assert_values(TERMS MONTHS
                  "rule r when other below 8 points run of 3 months in term\n"
                  "  add 1 point to work end\n" GIVEN("given person A\n" LATE("05", "A") LATE(
                      "06", "A") LATE("07", "A") LATE("08", "A") LATE("09", "A") LATE("10", "A")),
                  "r A 2018-07 0\nr A 2018-08 0\nr A 2018-09 0\nr A 2018-10 1\n");
}

#define NEED(fair)                                                                                 \
    "grade g by duty good: duty at least 9 points fair: otherwise end\n"                           \
    "table need by g good → 2, fair → " fair " end\n"                                              \
    "rule r when other below 8 points run of need[g] add 1 point to work end\n"

static void how_many_it_takes_may_hang_on_a_grade(void **state)
{
    (void)state;
    /* A is good by the least decision and needs two, else three; B is good */
    assert_values(MONTHS NEED("3") GIVEN("given person A given person B\n" LATE("09", "A") LATE(
                      "10", "A") LATE("09", "B") LATE("10", "B") CONDUCT("10", "A")),
                  "work A 2018 undecided\nwork B 2018 1\n");
    /* decided: A is fair, and needs an unknown number from July on */
#define FAIR "given 2018-10-03 conduct A decided = 4 points\n" LATE("09", "A") LATE("10", "A")
    assert_values(MONTHS "let most = 2 until 2018-06-30 end\n" NEED("most")
                      GIVEN("given person A\n" FAIR LATE("05", "A")
                                LATE("06", "A") "given 2018-06-03 conduct A decided = 4 points\n"),
                  "r A 2018-06 1\nr A 2018-10 0\nwork A 2018 1\n");
    /* one month is too few for either */
    assert_values(MONTHS NEED("3")
                      GIVEN("given person A given person B\n" LATE("10", "A") CONDUCT("10", "A")),
                  "work A 2018 undecided\nwork B 2018 0\n");
}

#define UNLESS(condition)                                                                          \
    "rule r when other below 8 points unless " condition " run of 2 months\n"                      \
    "  add 1 point to work end\n"

static void whether_a_month_is_looked_at_may_be_open(void **state)
{
    (void)state;
    /* February breaks the run, unless the decision leaves A below 8: then it is passed over */
    assert_values(MONTHS UNLESS("duty below 8 points")
                      GIVEN("given person A given person B\n" LATE("01", "A") CONDUCT("02", "A")
                                LATE("03", "A") LATE("01", "B") LATE("03", "B")),
                  "work A 2018 undecided\nwork B 2018 0\n");
    /* February goes on with it, unless … */
    assert_values(MONTHS UNLESS("duty below 8 points")
                      GIVEN("given person A given person B\n" LATE("01", "A") CONDUCT("02", "A")
                                LATE("02", "A") LATE("01", "B") LATE("02", "B")),
                  "work A 2018 undecided\nwork B 2018 1\n");
    /* 6 to 9 is not below 5, whatever is decided */
    assert_values(MONTHS UNLESS("duty below 5 points")
                      GIVEN("given person A\n" LATE("01", "A") CONDUCT("02", "A") LATE("02", "A")),
                  "work A 2018 1\n");
}

static void unknown_months_are_passed_over_beside_open_decisions(void **state)
{
    (void)state;
    /* nobody is marked in February */
    assert_values(MONTHS
                  "rule r when marks below 60 points unless duty below 5 points\n"
                  "  run of 2 months add 1 point to work end\n" GIVEN(
                      "given person A\n" MARK("01", "55") MARK("03", "58") CONDUCT("02", "A")),
                  "r A 2018-03 1\nwork A 2018 1\n");
    assert_values(MONTHS UNLESS("marks below 60 points or duty below 5 points")
                      GIVEN("given person A\n" MARK("01", "80") MARK("03", "80") LATE("01", "A")
                                CONDUCT("02", "A") LATE("03", "A")),
                  "work A 2018 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_run_fires_once_at_its_end),
        cmocka_unit_test(what_lies_in_no_season_is_in_no_run_within_one),
        cmocka_unit_test(how_many_it_takes_may_hang_on_a_grade),
        cmocka_unit_test(whether_a_month_is_looked_at_may_be_open),
        cmocka_unit_test(unknown_months_are_passed_over_beside_open_decisions),
    };
    return cmocka_run_group_tests_name("period_runs", tests, NULL, NULL);
}

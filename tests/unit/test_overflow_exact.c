/* What grows beyond 64 bits in ratios, in both ends of what is open, in pools, caps, selections,
 * shares, balances and quotas: it is said, with the name of what grew and of whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/growing.h"

#define EVENTS                                                                                     \
    "event act minutes: minutes default 0 case: text optional end event pay end event back end\n"
#define GIVEN_A(rows) GIVEN("given person A " rows "\n")
#define ACT           "given 2018-10-01 act A "
#define ACT_AGAIN     "given 2018-10-02 act A "
/* A section whose postings have no common denominator, though none of these is made. */
#define RATIOS(base)                                                                               \
    PEOPLE EVENTS "section duty each month base " base " end\n"                                    \
                  "rule x when act where minutes above 500 minutes\n"                              \
                  "  add 1 point * (minutes / minutes) to duty end\n"
#define OPEN(from, to) "rule r when act add between " from " and " to " as decided to duty end\n"

static void postings_of_ratios(void **state)
{
    (void)state;
#define ADDS "rule r when act add " HUGE_POINTS " to duty end\n"
    assert_grows(RATIOS("0 points") ADDS GIVEN_A(ACT ACT_AGAIN), "duty", "r", "A");
    assert_grows(RATIOS("0 points") "rule r when act charge 67% to person\n"
                                    "  add " MOST_POINTS " to duty end\n" GIVEN_A(ACT),
                 "duty", "r", "A");
    assert_values(RATIOS("0 points") ADDS GIVEN_A(ACT), "duty A 2018-10 5000000000000000000\n");
}

static void parts_of_a_score_of_ratios(void **state)
{
    (void)state;
#define QUOTIENT                                                                                   \
    PEOPLE EVENTS "section duty each month base " MOST_POINTS " end\n"                             \
                  "section work each month base 1 point end\n"
    assert_values(QUOTIENT "score s each month = duty / work end\n" GIVEN_A(""),
                  "s A 2018-10 9223372036854775807\n");
    assert_grows(QUOTIENT
                 "score s each month = duty / work end\n"
                 "rule w when pay withhold 33% of s end\n" GIVEN_A("given 2018-10-01 pay A"),
                 "s", "s", "A");
}

static void groups_in_the_scale_of_their_members(void **state)
{
    (void)state;
#define TEAMS                                                                                      \
    "subject person team: text default \"east\" end\n"                                             \
    "section duty each month base 500000000000000000.5 points end\n"
    /* of two 1000000000000000001, which is too much in tenths; A is alone in the west */
    assert_grows(TEAMS "score s each month = total of (duty across team) end\n" GIVEN(
                     "given person A team = \"west\" given person B given person C\n"),
                 "s", "total of (duty across team)", "B");
    /* one group of several has a median that grows */
    assert_grows("subject person team: text default \"east\" end\n"
                 "section duty each month base " HUGE_POINTS " end\n"
                 "score s each month = median of (duty across team) end\n" GIVEN(
                     "given person A given person B given person C team = \"west\"\n"),
                 "s", "median of (duty across team)", "A");
}

static void totals_that_are_kept(void **state)
{
    (void)state;
#define HALVES(sign, dir)                                                                          \
    "subject person end section duty each month base " MOST_POINTS " end\n"                        \
    "section work each month base 2 points end\n"                                                  \
    "score s each month = " sign "duty / work rounded " dir " to 10 keeping total end\n"
    /* both together are 9223372036854775807, rounded up 9223372036854775810 */
    assert_grows(HALVES("", "up") GIVEN("given person A given person B\n"), "s", "s", "A");
    assert_values(HALVES("", "down") GIVEN("given person A given person B\n"),
                  /* 9223372036854775800 in all: 4611686018427387900 each */
                  "s A 2018-10 4611686018427387900\ns B 2018-10 4611686018427387900\n");
    assert_grows("subject person end section duty each month base " MOST_POINTS " end\n"
                 "score s each month = 0 points - duty rounded half up to 10 points\n"
                 "  keeping total end\n" GIVEN_A(""),
                 "s", "s", "A");
}

static void both_ends_of_what_is_open(void **state)
{
    (void)state;
#define NEARLY_MOST "9223372036854775800 points"
    /* the base and the posting; the settled posting and the open one; two open ones; an occurrence
     */
    assert_grows(RATIOS(NEARLY_MOST) OPEN("1 point", "9 points") GIVEN_A(ACT), "duty", "duty", "A");
    assert_grows(RATIOS("0 points") OPEN("1 point", "9 points") "rule p when pay add " NEARLY_MOST
                                                                " to duty end\n" GIVEN_A(
                                                                    ACT "given 2018-10-01 pay A"),
                 "duty", "duty", "A");
    assert_grows(RATIOS("0 points") OPEN("1 point", HUGE_POINTS) GIVEN_A(ACT ACT_AGAIN), "duty",
                 "r", "A");
    assert_grows(RATIOS("0 points") OPEN(HUGE_POINTS, MOST_POINTS) GIVEN_A(ACT "count = 2"), "duty",
                 "r", "A");
    assert_values(RATIOS(NEARLY_MOST) OPEN("1 point", "7 points") GIVEN_A(ACT),
                  "duty A 2018-10 9223372036854775801..9223372036854775807\n");
}

static void parts_of_what_is_open(void **state)
{
    (void)state;
#define OPEN_DUTY RATIOS(NEARLY_MOST) OPEN("1 point", "7 points")
    assert_grows(OPEN_DUTY "score s each month = duty pro rata end\n" GIVEN_A(
                     "joined = 2018-10-02 given 2018-10-03 act A"),
                 "s", "s", "A");
    assert_grows(OPEN_DUTY
                 "score s each month = duty end\n"
                 "rule w when pay withhold 33% of s end\n" GIVEN_A(ACT "given 2018-10-01 pay A"),
                 "s", "s", "A");
    assert_grows(OPEN_DUTY "score s each month = duty rounded up to 10 points end\n" GIVEN_A(ACT),
                 "s", "s", "A");
    assert_grows(OPEN_DUTY "score s each month = duty - 9 points rounded up to 0.1 points end\n"
                           "score t each month = s end\n" GIVEN_A(ACT),
                 "s", "s", "A");
}

#define PLAIN PEOPLE EVENTS "section duty each month base 0 points end\n"

static void postings_that_wait_for_others(void **state)
{
    (void)state;
    /* with halves beside them they are kept in tenths */
#define BESIDE_HALVES                                                                              \
    "rule q when pay add 0.5 points to duty end selection s best 2 of r, q each month end\n"
    assert_grows(PLAIN ADDS BESIDE_HALVES GIVEN_A(ACT), "duty", "r", "A");
    assert_grows(PLAIN
                 "rule r when act add " HUGE_POINTS
                 " * (minutes / minutes) to duty end\n" BESIDE_HALVES GIVEN_A(ACT "minutes = 1"),
                 "duty", "r", "A");
    assert_grows(PLAIN "rule r when act add " HUGE_POINTS " * (minutes / minutes) to duty\n"
                       "  cap " MOST_POINTS
                       " each month end\n" GIVEN_A(ACT "minutes = 1 count = 2"),
                 "duty", "r", "A");
    assert_grows(PLAIN "rule r when act add between 1 point and " HUGE_POINTS
                       " as decided to duty\n  cap " MOST_POINTS " each month end\n" GIVEN_A(ACT),
                 "duty", "r", "A");
    /* what is left is posted to a section of halves */
    assert_grows(PEOPLE EVENTS "section duty each month base 0.5 points end\n"
                               "rule r when act add " HUGE_POINTS " to duty\n"
                               "  cap " MOST_POINTS " each month end\n" GIVEN_A(ACT),
                 "duty", "r", "A");
}

static void caps_selections_and_shares(void **state)
{
    (void)state;
    assert_grows(PLAIN "let most = 1 point until 2018-09-30 end\n"
                       "rule r when act add " HUGE_POINTS
                       " to duty cap most each month end\n" GIVEN_A(ACT ACT_AGAIN),
                 "duty", "r", "A");
    assert_grows(PLAIN ADDS "selection s best 1 case of r each month end\n" GIVEN_A(
                     ACT "case = \"1\" " ACT_AGAIN "case = \"1\""),
                 "duty", "r", "A");
    /* 1000000/9000000000000000001 of a point, in three */
    assert_grows(PLAIN "rule r when act add 1 point * (1 minute / minutes) to duty\n"
                       "  shared by case end\n" GIVEN_A(
                           ACT "minutes = 9000000000000.000001 count = 2 case = \"1\" " ACT_AGAIN
                               "minutes = 9000000000000.000001 case = \"1\""),
                 "duty", "r", "A");
}

static void sections_in_order(void **state)
{
    (void)state;
#define TO_AND_FRO                                                                                 \
    PEOPLE EVENTS "section duty each month base " HUGE_POINTS " end\n"                             \
                  "section work each month base 0 points end\n"                                    \
                  "rule a when act add " HUGE_POINTS " to duty end\n"                              \
                  "rule d when back deduct " HUGE_POINTS " from duty end\n"
    /* in between it is twice as much */
    assert_values(TO_AND_FRO GIVEN_A(ACT "given 2018-10-09 back A"),
                  "duty A 2018-10 5000000000000000000\n");
    assert_grows(TO_AND_FRO "rule r when act reaching 3 points of duty in month\n"
                            "  add 1 point to work end\n" GIVEN_A(ACT "given 2018-10-09 back A"),
                 "work", "r", "A");
    assert_grows(TO_AND_FRO "rule r when pay reaching 3 points of duty in month\n"
                            "  add 1 point to work end\n" GIVEN_A(
                                ACT "given 2018-10-05 pay A given 2018-10-09 back A"),
                 "work", "r", "A");
    /* an event that moves it by 18000000000000000000, from one end to the other */
    assert_grows(PEOPLE EVENTS
                 "section duty each month base 0 points - 9000000000000000000 points\n"
                 "  end section work each month base 0 points end\n"
                 "rule a when act add 9000000000000000000 points to duty end\n"
                 "rule b when act add 9000000000000000000 points to duty end\n"
                 "rule d when back deduct 9000000000000000000 points from duty end\n"
                 "rule r when act beyond 3 points of duty in month\n"
                 "  add 1 point to work end\n" GIVEN_A("given 2018-10-01 back A " ACT),
                 "work", "r", "A");
    /* what a restart absorbs is added up, too */
    assert_grows(PLAIN ADDS "rule again when pay restart duty end\n" GIVEN_A(
                     ACT ACT_AGAIN "given 2018-10-05 pay A"),
                 "duty", "r", "A");
}

static void places_of_a_quota(void **state)
{
    (void)state;
    /* 0.999999999999999999 of 21 are more digits than there is room for */
#define SHARE(percent)                                                                             \
    "subject person end section duty each month base 1 point end\n"                                \
    "rank place by duty ties share end\n"                                                          \
    "grade g by place good: top " percent " ties in fair: otherwise end\n"                         \
    "score s each month = if g is good then 1 point else 2 points end\n"
#define TEN(letter)                                                                                \
    "given person " letter "0 given person " letter "1 given person " letter "2\n"                 \
    "given person " letter "3 given person " letter "4 given person " letter "5\n"                 \
    "given person " letter "6 given person " letter "7 given person " letter "8\n"                 \
    "given person " letter "9\n"
    assert_grows(SHARE("99.9999999999999999%") GIVEN("given person A " TEN("B") TEN("C")), "s", "g",
                 "A");
    assert_values(SHARE("99.9999%") GIVEN("given person A " TEN("B") TEN("C")), "s A 2018-10 1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postings_of_ratios),
        cmocka_unit_test(parts_of_a_score_of_ratios),
        cmocka_unit_test(groups_in_the_scale_of_their_members),
        cmocka_unit_test(totals_that_are_kept),
        cmocka_unit_test(both_ends_of_what_is_open),
        cmocka_unit_test(parts_of_what_is_open),
        cmocka_unit_test(postings_that_wait_for_others),
        cmocka_unit_test(caps_selections_and_shares),
        cmocka_unit_test(sections_in_order),
        cmocka_unit_test(places_of_a_quota),
    };
    return cmocka_run_group_tests_name("overflow_exact", tests, NULL, NULL);
}

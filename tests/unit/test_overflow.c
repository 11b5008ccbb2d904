/* What grows beyond 64 bits is said, with the name of what grew and of whom; no run goes on with a
 * wrong number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/growing.h"

/* The same where decisions are open: they have up to six decimals. */
#define OPEN_POINTS "5000000000000 points"
#define EVENTS      "event act minutes: minutes default 0 end event pay end\n"
#define TEAMS                                                                                      \
    "subject person team: text default \"east\" leader: person optional\n"                         \
    "  on roster from joined until left end\n"                                                     \
    "every event count: occurrences default 1 end\n"
#define GIVEN_A(rows)  GIVEN("given person A " rows "\n")
#define GIVEN_AB(rows) GIVEN("given person A given person B " rows "\n")

static void postings_to_a_section(void **state)
{
    (void)state;
#define ADDS "rule r when act add " HUGE_POINTS " to duty end\n"
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n" ADDS GIVEN_A(
                     "given 2018-10-01 act A given 2018-10-02 act A"),
                 "duty", "r", "A");
    assert_grows(PEOPLE EVENTS "section duty each month base " HUGE_POINTS
                               " end\n" ADDS GIVEN_A("given 2018-10-01 act A"),
                 "duty", "duty", "A");
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n" ADDS GIVEN_A(
                     "given 2018-10-01 act A count = 2"),
                 "duty", "r", "A");
    /* one posting alone is no overflow */
    assert_values(PEOPLE EVENTS "section duty each month base 0 points end\n" ADDS GIVEN_A(
                      "given 2018-10-01 act A"),
                  "duty A 2018-10 5000000000000000000\n");
}

static void postings_in_ratios(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS
                 "section duty each month base 0 points end\n"
                 "rule r when act add " HUGE_POINTS " * minutes / 7 minutes to duty end\n" GIVEN_A(
                     "given 2018-10-01 act A minutes = 1 given 2018-10-02 act A minutes = 1\n"
                     "given 2018-10-03 act A minutes = 11"),
                 "duty", "r", "A");
}

static void steps_of_a_score(void **state)
{
    (void)state;
#define DUTY(base) PEOPLE EVENTS "section duty each month base " base " end\n"
    assert_grows(DUTY(HUGE_POINTS) "score s each month = duty + duty end\n" GIVEN_A(""), "s", "s",
                 "A");
    assert_grows(DUTY(HUGE_POINTS) "score s each month = duty * 2 end\n" GIVEN_A(""), "s", "s",
                 "A");
    assert_grows(
        DUTY(MOST_POINTS) "score s each month = duty rounded up to 10 points end\n" GIVEN_A(""),
        "s", "s", "A");
    assert_grows(
        DUTY(MOST_POINTS) "score s each month = duty / 3 rounded up to 0.1 points end\n" GIVEN_A(
            ""),
        "s", "s", "A");
    /* October has 31 days: 30 of them on the roster */
    assert_grows(
        DUTY(MOST_POINTS) "score s each month = duty pro rata end\n" GIVEN_A("joined = 2018-10-02"),
        "s", "s", "A");
    assert_grows(DUTY(MOST_POINTS) "score s each month = duty end\n"
                                   "rule r when pay withhold 33% of s end\n" GIVEN_A(
                                       "given 2018-10-01 pay A"),
                 "s", "s", "A");
}

static void values_that_are_set(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0.5 points end\n"
                               "rule r when pay set duty to " HUGE_POINTS
                               " end\n" GIVEN_A("given 2018-10-01 pay A"),
                 "duty", "duty", "A");
    assert_values(PEOPLE EVENTS "section duty each month base 5 points end\n"
                                "rule r when pay set duty to " HUGE_POINTS
                                " end\n" GIVEN_A("given 2018-10-01 pay A"),
                  "duty A 2018-10 5000000000000000000\n");
}

static void totals_of_others(void **state)
{
    (void)state;
#define TEAM_DUTY TEAMS EVENTS "section duty each month base " HUGE_POINTS " end\n"
    assert_grows(TEAM_DUTY "score s each month = total of (duty across team) end\n" GIVEN_AB(""),
                 "s", "total of (duty across team)", "A");
    assert_grows(TEAM_DUTY "score s each month = share of duty end\n" GIVEN_AB(""), "s",
                 "share of duty", "A");
    assert_grows(TEAM_DUTY "score s each month = median of (duty across team) end\n" GIVEN_AB(""),
                 "s", "median of (duty across team)", "A");
    assert_grows(TEAM_DUTY "score s each month = total of (duty under leader) end\n" GIVEN(
                     "given person A given person B leader = A given person C leader = A\n"),
                 "s", "total of (duty under leader)", "A");
    assert_grows(TEAM_DUTY
                 "score s each month = total of (duty in last 2 months) end\n" GIVEN_A(""),
                 "s", "s", "A");
}

static void totals_that_are_kept(void **state)
{
    (void)state;
    assert_grows(TEAM_DUTY
                 "score s each month = duty / 3 rounded down to 1 point keeping total end\n" GIVEN(
                     "given person A given person B given person C given person D given person E\n"
                     "given person F\n"),
                 "s", "s", "A");
    assert_grows(
        TEAM_DUTY
        "score s each month = duty / 3 rounded down to 0.1 points keeping total end\n" GIVEN_A(""),
        "s", "s", "A");
}

static void caps_of_rules(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n"
                               "rule r when act add " HUGE_POINTS " to duty cap " MOST_POINTS
                               " each month end\n" GIVEN_A("given 2018-10-01 act A count = 2"),
                 "duty", "r", "A");
    /* within the cap what is left of it is added, and no more: 9223372036854775807 */
    assert_values(PEOPLE EVENTS
                  "section duty each month base 0 points end\n"
                  "rule r when act add " HUGE_POINTS " to duty cap " MOST_POINTS
                  " each month end\n" GIVEN_A("given 2018-10-01 act A given 2018-10-02 act A"),
                  "duty A 2018-10 9223372036854775807\n");
}

static void counters_of_totals(void **state)
{
    (void)state;
    assert_grows(
        PEOPLE EVENTS
        "section duty each month base 0 points end\n"
        "rule r when act reaching 10 minutes of minutes in year add 1 point to duty end\n" GIVEN_A(
            "given 2018-10-01 act A minutes = 9000000000000 count = 1000000000\n"
            "given 2018-10-02 act A minutes = 9000000000000 count = 1000000000"),
        "duty", "r", "A");
}

static void balances_of_sections(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n"
                               "section other each month base 0 points end\n"
                               "rule a when act add " HUGE_POINTS " to duty end\n"
                               "rule r when act reaching 3 points of duty in month\n"
                               "  add 1 point to other end\n" GIVEN_A(
                                   "given 2018-10-01 act A given 2018-10-02 act A"),
                 "duty", "a", "A");
}

static void totals_of_events(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "score s each month = total of act.minutes end\n" GIVEN_A(
                     "given 2018-10-01 act A minutes = 9000000000000 count = 1000000000\n"
                     "given 2018-10-02 act A minutes = 9000000000000 count = 1000000000"),
                 "s", "act.minutes", "A");
    assert_grows(PEOPLE EVENTS
                 "score s each month = total of (act.minutes in last 2 months) end\n" GIVEN_A(
                     "given 2018-10-01 act A minutes = 9000000000000 count = 1000000000\n"
                     "given 2018-10-02 act A minutes = 9000000000000 count = 1000000000"),
                 "s", "s", "A");
}

static void selections_and_shares(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n"
                               "rule r when act add " HUGE_POINTS " to duty end\n"
                               "rule q when act add 1 point to duty end\n"
                               "selection s best 2 of r, q each month end\n" GIVEN_A(
                                   "given 2018-10-01 act A given 2018-10-02 act A"),
                 "duty", "r", "A");
}

static void open_decisions(void **state)
{
    (void)state;
#define OPEN "rule r when act add between 1 point and " OPEN_POINTS " as decided to duty end\n"
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n" OPEN GIVEN_A(
                     "given 2018-10-01 act A given 2018-10-02 act A"),
                 "duty", "duty", "A");
    assert_grows(PEOPLE EVENTS "section duty each month base " OPEN_POINTS
                               " end\n" OPEN GIVEN_A("given 2018-10-01 act A"),
                 "duty", "duty", "A");
    assert_values(
        PEOPLE EVENTS
        "section duty each month base 0 points end\n" OPEN
        "score s each month = duty + 4223372036854 points rounded up to 10 points end\n" GIVEN_A(
            "given 2018-10-01 act A"),
        "s A 2018-10 4223372036860..9223372036860\n");
    assert_grows(PEOPLE EVENTS
                 "section duty each month base 0 points end\n" OPEN
                 "score s each month = duty * 2 end\n" GIVEN_A("given 2018-10-01 act A"),
                 "s", "s", "A");
    assert_grows(PEOPLE EVENTS "section duty each month base 4223372036854 points end\n" OPEN
                               "score s each month = duty end\n"
                               "rule w when pay withhold 33% of s end\n" GIVEN_A(
                                   "given 2018-10-01 act A given 2018-10-01 pay A"),
                 "s", "s", "A");
    /* 30 of 31 days */
    assert_values(PEOPLE EVENTS "section duty each month base 4223372036854 points end\n" OPEN
                                "score s each month = duty pro rata end\n" GIVEN_A(
                                    "joined = 2018-10-02 given 2018-10-03 act A"),
                  "s A 2018-10 126701161105650/31..276701161105620/31\n");
}

static void postings_in_order(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n" ADDS
                               "rule again when pay restart duty end\n" GIVEN_A(
                                   "given 2018-10-01 act A given 2018-10-02 act A"),
                 "duty", "r", "A");
    /* what is restarted in between does not add up */
    assert_values(PEOPLE EVENTS "section duty each month base 0 points end\n" ADDS
                                "rule again when pay restart duty end\n" GIVEN_A(
                                    "given 2018-10-01 act A given 2018-10-02 pay A\n"
                                    "given 2018-10-03 act A"),
                  "duty A 2018-10 5000000000000000000\n");
}

static void shares_of_a_posting(void **state)
{
    (void)state;
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n"
                               "rule r when act charge 67% to person\n"
                               "  add " MOST_POINTS
                               " to duty end\n" GIVEN_A("given 2018-10-01 act A"),
                 "duty", "r", "A");
    assert_grows(PEOPLE EVENTS "section duty each month base 0 points end\n"
                               "rule r when act charge 67% to person\n"
                               "  add between 1 point and " MOST_POINTS
                               " as decided to duty end\n" GIVEN_A("given 2018-10-01 act A"),
                 "duty", "r", "A");
    assert_grows(PEOPLE EVENTS
                 "section duty each month base 0 points end\n"
                 "rule r when act add " MOST_POINTS " to duty shared by minutes end\n" GIVEN(
                     "given person A given person B given person C\n"
                     "given 2018-10-01 act A minutes = 7 count = 3\n"
                     "given 2018-10-01 act B minutes = 7 given 2018-10-01 act C minutes = 7\n"),
                 "duty", "r", "A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(postings_to_a_section), cmocka_unit_test(postings_in_ratios),
        cmocka_unit_test(steps_of_a_score),      cmocka_unit_test(values_that_are_set),
        cmocka_unit_test(totals_of_others),      cmocka_unit_test(totals_that_are_kept),
        cmocka_unit_test(caps_of_rules),         cmocka_unit_test(counters_of_totals),
        cmocka_unit_test(balances_of_sections),  cmocka_unit_test(totals_of_events),
        cmocka_unit_test(selections_and_shares), cmocka_unit_test(open_decisions),
        cmocka_unit_test(postings_in_order),     cmocka_unit_test(shares_of_a_posting),
    };
    return cmocka_run_group_tests_name("overflow", tests, NULL, NULL);
}

/* Numbers with many digits and divisors: scaled where that has room, ratios elsewhere, exact
 * always; choices with look-ups and without. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/unit/growing.h"

#define DUTY                                                                                       \
    "subject person role: one of head, staff default staff\n"                                      \
    "  second: one of head, staff default staff on roster from joined until left end\n"            \
    "event late minutes: minutes default 0 end event mark points: points default 0 end\n"          \
    "section duty each month base 10 points end\n"
#define A_AND_B "given person A role = head given person B second = head\n"

static void constants_with_many_digits(void **state)
{
    (void)state;
    assert_values(DUTY
                  "score s each month = duty * 0.1234567890123 end\n"
                  "score t each month = duty + 0.1234567890123 points end\n"
                  "score u each month = duty + 0.1234567 points + 1 point / 1000003 * 1000003 end\n"
                  "score v each month = duty * 0.1234567 * 0.1234567 end\n" GIVEN(A_AND_B),
                  "s A 2018-10 1.234567890123\nt A 2018-10 10.1234567890123\n"
                  "u A 2018-10 11.1234567\n"
                  /* 0.1234567 * 0.1234567 = 0.01524155677489 */
                  "v A 2018-10 0.1524155677489\n");
}

static void divisors_that_leave_no_common_denominator(void **state)
{
    (void)state;
    assert_values(
        DUTY "score s each month = duty / 1000000007 / 1000000007 end\n"
             "score t each month = duty / 1000003 + 0.00000001 points end\n"
             "score u each month = duty / 7 until 2018-06-30 end\n"
             "score u each month = duty / 1000003 + 0.0000001 points from 2018-07-01 end\n"
             "score w each month = duty / 1000003 floor 0.00000001 points end\n" GIVEN(A_AND_B),
        "s A 2018-10 10/1000000014000000049\n"
        /* (10 * 10^8 + 1000003) / (1000003 * 10^8) */
        "t A 2018-10 1001000003/100000300000000\n"
        "u A 2018-06 10/7\n"
        /* (10 * 10^7 + 1000003) / (1000003 * 10^7) */
        "u A 2018-10 101000003/10000030000000\n"
        "w A 2018-10 10/1000003\n");
}

static void postings_and_shares_of_many_denominators(void **state)
{
    (void)state;
    /* 1/1000003 and 1/1000033 have 1000036000099 as denominator */
    assert_values(DUTY "section work each month base 0 points end\n"
                       "section other each month base 0 points end\n"
                       "rule p when late add 1 point / 1000003 to work end\n"
                       "rule q when late add 1 point / 1000033 to work end\n"
                       "rule r when late charge 0.0000001% to person\n"
                       "  add 1 point / 1000003 to other cap 1 point each month end\n" GIVEN(
                           A_AND_B "given 2018-10-01 late A\n"),
                  "work A 2018-10 2000036/1000036000099\nother A 2018-10 1/1000003000000000\n"
                  "work B 2018-10 0\n");
    assert_values(DUTY
                  "score s each month = duty * 3 end\n"
                  "rule w when late charge 33.3333333% to person withhold 33.3333333% of s end\n"
                  "rule v when mark withhold 50% of s end\n" GIVEN(
                      A_AND_B "given 2018-10-01 late A given 2018-10-01 mark B\n"),
                  /* 30 less a third of a third, as far as written: 0.111111110888888889 of it */
                  "s A 2018-10 26.66666667333333333\ns B 2018-10 15\n");
    assert_values(DUTY "score s each month = duty * 3 end\n"
                       "rule h when late hold s at most 10 points / 1000003 end\n"
                       "rule i when mark hold s at most 0.0000001 points end\n"
                       "rule k when mark set duty to 1 point / 7 end\n" GIVEN(
                           A_AND_B "given 2018-10-01 late A given 2018-10-01 mark B\n"),
                  "s A 2018-10 10/1000003\ns B 2018-10 0.0000001\nduty B 2018-10 1/7\n");
}

static void choices_by_one_field_and_by_several(void **state)
{
    (void)state;
    assert_values(
        DUTY
        "score s each month = if role is head then 1 point else if role is head then 2 points\n"
        "  else 3 points end\n"
        "score t each month = if role is head then 1 point else if second is head then 2 points\n"
        "  else 3 points end\n"
        "score u each month = if role is second then 1 point else 2 points end\n"
        "score v each month = if role is head then 0.12345678 points else 3 points end\n"
        "score w each month = if role is head then 1 point else duty end\n"
        "score x each month = if (if role is head then \"a\" else \"b\") is \"a\" then 1 point\n"
        "  else 2 points end\n"
        "score y each month = if role is head then 1 point / 3 else 0.5 points end\n"
        "score z each month = if role is head then duty else 1 point end\n" GIVEN(
            A_AND_B "given person C\n"),
        "s A 2018-10 1\ns B 2018-10 3\nt A 2018-10 1\nt B 2018-10 2\nt C 2018-10 3\n"
        "u A 2018-10 2\nu C 2018-10 1\nv A 2018-10 0.12345678\nv B 2018-10 3\nw A 2018-10 1\n"
        "w B 2018-10 10\nx A 2018-10 1\nx B 2018-10 2\ny A 2018-10 1/3\ny B 2018-10 0.5\n"
        "z A 2018-10 10\nz B 2018-10 1\n");
}

static void choices_between_very_large_and_very_small_ones(void **state)
{
    (void)state;
    assert_values(DUTY "score s each month = if role is head then 0.5 points else 1 point end\n"
                       "score t each month = if role is head then " MOST_POINTS
                       " else 1 point end\n" GIVEN(A_AND_B),
                  "s A 2018-10 0.5\nt A 2018-10 9223372036854775807\nt B 2018-10 1\n");
    assert_grows(DUTY "score s each month = if role is head then " MOST_POINTS
                      " else 0.5 points end\n" GIVEN(A_AND_B),
                 "s", "s", "A");
    assert_grows(DUTY "score s each month = if role is head then 0.5 points else " MOST_POINTS
                      " end\n" GIVEN(A_AND_B),
                 "s", "s", "A");
}

static void events_added_up_by_rules_on_events(void **state)
{
    (void)state;
    /* marks of September: 50 and 60 for A, none for B */
    assert_values(
        DUTY "section work each month base 0 points end\n"
             "rule r when late where average of (mark.points in previous month) below 60 points\n"
             "  add 1 point to work end\n"
             "rule q when late where count of (mark in previous month) at least 2 times\n"
             "  add 0.5 points to work end\n"
             "rule p when late where total of (duty in previous month) at least 10 points\n"
             "  add 0.1 points to work end\n" GIVEN(
                 A_AND_B "given 2018-09-01 mark A points = 50\n"
                         "given 2018-09-02 mark A points = 60\n"
                         "given 2018-10-01 late A given 2018-10-01 late B\n"
                         "given 2018-11-01 late A\n"),
        "work A 2018-10 1.6\nwork B 2018-10 0.1\nwork A 2018-11 0.1\n");
}

static void runs_that_begin_before_the_year_asked_for(void **state)
{
    (void)state;
#define LOW(year, month) "given " year "-" month "-03 late A minutes = 5\n"
#define RUN(window)                                                                                \
    DUTY "section work each year base 0 points end\n"                                              \
         "rule l when late deduct 1 point from duty end\n"                                         \
         "rule r when duty below 10 points run of 2 months" window "\n"                            \
         "  add 1 point to work end\n" GIVEN("given person A\n" LOW("2018", "12")                  \
                                                 LOW("2019", "01"))
    assert_values(RUN(""), "work A 2019 1\n");
    assert_values(RUN(" in year"), "work A 2019 0\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(constants_with_many_digits),
        cmocka_unit_test(divisors_that_leave_no_common_denominator),
        cmocka_unit_test(postings_and_shares_of_many_denominators),
        cmocka_unit_test(choices_by_one_field_and_by_several),
        cmocka_unit_test(choices_between_very_large_and_very_small_ones),
        cmocka_unit_test(events_added_up_by_rules_on_events),
        cmocka_unit_test(runs_that_begin_before_the_year_asked_for),
    };
    return cmocka_run_group_tests_name("scales", tests, NULL, NULL);
}

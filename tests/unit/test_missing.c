/* What did not happen: tried at the end of each window, for who was there throughout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "tests/unit/scripted.h"

#define REPORTS                                                                                    \
    "section duty each month base 40 points end\n"                                                 \
    "event digest pages: number optional end\n"                                                    \
    "event report end\n"
#define WEEKLY "rule silent when missing digest in week deduct 1 point from duty end\n"

/* Weeks of 2018-10 end on the 7th, 14th, 21st and 28th; the last three days belong to November. */
static void each_week_without_the_event_counts_once_on_its_last_day(void **state)
{
    (void)state;
    assert_values(PEOPLE REPORTS WEEKLY GIVEN("given person A\n"
                                              "given 2018-10-01 digest A\n" /* a Monday */
                                              "given 2018-10-28 digest A\n"
                                              "given 2018-10-28 digest A count = 3\n"),
                  "duty A 2018-10 38\n"
                  "silent A 2018-10 2\n"
                  "silent A 2018-W41 1\n"
                  "silent A 2018-W43 0\n");
}

static void who_was_not_there_all_week_lacks_nothing(void **state)
{
    (void)state;
    assert_values(
        PEOPLE REPORTS WEEKLY GIVEN("given person A joined = 2018-10-09 left = 2018-10-21\n"
                                    "given person B joined = 2018-10-08 left = 2018-10-20\n"),
        "duty A 2018-10 39\n" /* 15 to 21 October */
        "duty B 2018-10 39\n" /* 8 to 14 October */);
}

static void for_and_unless_look_at_the_last_day_of_the_window(void **state)
{
    (void)state;
    assert_values(
        PEOPLE REPORTS
        "rule silent when missing digest in month for role is staff unless duty below 40 points\n"
        "  deduct 1 point from extra end\n"
        "section extra each month base 5 points end\n"
        "rule late_report when report deduct 1 point from duty end\n" GIVEN(
            "given person A given person B role = head given person C\n"
            "given 2018-10-03 report C\n"),
        "extra A 2018-10 4\n"
        "extra B 2018-10 5\n"
        "extra C 2018-10 5\n");
}

static void one_of_several_kinds_is_enough_and_where_narrows_them(void **state)
{
    (void)state;
    assert_values(PEOPLE REPORTS
                  "rule a when missing digest or report in month deduct 1 point from duty end\n"
                  "rule b when missing digest in month where pages above 3\n"
                  "  deduct 10 points from duty end\n" GIVEN(
                      "given person A given person B given person C\n"
                      "given 2018-10-03 report A\n"
                      "given 2018-10-03 digest B pages = 4\n"
                      "given 2018-10-03 digest C\n"), /* unknown: not counted */
                  "duty A 2018-10 30\n"
                  "duty B 2018-10 40\n"
                  "duty C 2018-10 30\n");
}

static void a_voided_event_is_missing(void **state)
{
    (void)state;
    assert_values(PEOPLE REPORTS
                  "rule a when missing digest in month deduct 1 point from duty end\n"
                  "rule excusing when any event where excused void end\n" GIVEN(
                      "given person A\n"
                      "given 2018-10-03 digest A excused = yes\n"),
                  "duty A 2018-10 39\n"
                  "duty A 2018-11 39\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_week_without_the_event_counts_once_on_its_last_day),
        cmocka_unit_test(who_was_not_there_all_week_lacks_nothing),
        cmocka_unit_test(for_and_unless_look_at_the_last_day_of_the_window),
        cmocka_unit_test(one_of_several_kinds_is_enough_and_where_narrows_them),
        cmocka_unit_test(a_voided_event_is_missing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* The days of windows, worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "interp/plan/plan.h"

static void assert_window(Window window, Day first, Day last, Day from, Day to)
{
    IrCalendar calendars[PERIOD_UNITS];
    for (size_t i = 0; i < PERIOD_UNITS; i++)
        calendars[i] = (IrCalendar){.kind = CALENDAR_UNIT, .unit = (PeriodUnit)i};
    Ir ir = {.calendars = calendars, .calendar_count = PERIOD_UNITS};
    Day got_from, got_to;
    window_days(&ir, &window, 0, first, last, &got_from, &got_to);
    assert_int_equal(got_from, from);
    assert_int_equal(got_to, to);
}

#define DAY(y, m, d) day_from_civil(y, m, d)

static void the_last_months_before_the_end_of_february_are_whole_months(void **state)
{
    (void)state;
    Window last3 = {WINDOW_LAST, UNIT_MONTH, 3};
    assert_window(last3, DAY(2019, 2, 1), DAY(2019, 2, 28), DAY(2018, 12, 1), DAY(2019, 2, 28));
    assert_window(last3, DAY(2020, 2, 1), DAY(2020, 2, 29), DAY(2019, 12, 1), DAY(2020, 2, 29));
    assert_window(last3, DAY(2018, 5, 1), DAY(2018, 5, 31), DAY(2018, 3, 1), DAY(2018, 5, 31));
    Window year = {WINDOW_LAST, UNIT_YEAR, 1};
    assert_window(year, DAY(2019, 2, 1), DAY(2019, 2, 28), DAY(2018, 3, 1), DAY(2019, 2, 28));
}

static void other_windows_are_counted_from_the_last_day(void **state)
{
    (void)state;
    Day first = DAY(2018, 5, 1), last = DAY(2018, 5, 31);
    assert_window((Window){WINDOW_LAST, NO_INDEX, 10}, first, last, DAY(2018, 5, 22), last);
    assert_window((Window){WINDOW_LAST, UNIT_WEEK, 2}, first, last, DAY(2018, 5, 18), last);
    assert_window((Window){WINDOW_LAST, UNIT_QUARTER, 1}, first, last, DAY(2018, 3, 1), last);
    assert_window((Window){WINDOW_CALENDAR, UNIT_YEAR, 0}, first, last, DAY(2018, 1, 1), last);
    assert_window((Window){WINDOW_PREVIOUS, UNIT_MONTH, 0}, first, last, DAY(2018, 4, 1),
                  DAY(2018, 4, 30));
    assert_window((Window){WINDOW_PREVIOUS, UNIT_YEAR, 0}, DAY(2018, 1, 1), DAY(2018, 12, 31),
                  DAY(2017, 1, 1), DAY(2017, 12, 31));
}

static void a_window_begins_with_the_calendar_at_the_earliest(void **state)
{
    (void)state;
    Day start = DAY(1, 1, 1), last = DAY(1, 2, 28);
    assert_window((Window){WINDOW_LAST, UNIT_MONTH, 2}, DAY(1, 2, 1), last, start, last);
    assert_window((Window){WINDOW_LAST, UNIT_MONTH, 3}, DAY(1, 2, 1), last, start, last);
    assert_window((Window){WINDOW_LAST, UNIT_YEAR, 1000000}, DAY(2018, 1, 1), DAY(2018, 1, 31),
                  start, DAY(2018, 1, 31));
    assert_window((Window){WINDOW_LAST, NO_INDEX, 1000000}, DAY(2018, 1, 1), DAY(2018, 1, 31),
                  start, DAY(2018, 1, 31));
    assert_window((Window){WINDOW_LAST, UNIT_MONTH, 3}, DAY(9999, 12, 1), DAY(9999, 12, 31),
                  DAY(9999, 10, 1), DAY(9999, 12, 31));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_last_months_before_the_end_of_february_are_whole_months),
        cmocka_unit_test(other_windows_are_counted_from_the_last_day),
        cmocka_unit_test(a_window_begins_with_the_calendar_at_the_earliest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

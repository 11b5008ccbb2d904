/* Which period holds a day, and the days of a period: cycles and seasons (S14). */
#include "interp/check/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static Day day_of(const char *text)
{
    Day day = 0;
    assert_true(day_parse(&day, text_from(text)));
    return day;
}

static IrCalendar cycle(int32_t length, bool in_months)
{
    return (IrCalendar){.kind = CALENDAR_CYCLE,
                        .subject = 0,
                        .length = length,
                        .in_months = in_months,
                        .anchor_field = 0};
}

/* The period of the anchor and the first days of the next ones, as written by hand. */
static void assert_begins(const IrCalendar *calendar, const char *anchor, const char *const *days,
                          size_t count)
{
    Day from = day_of(anchor);
    int32_t begin = 0, index = 0;
    assert_true(calendar_of_day(calendar, from, from, &begin));
    for (size_t i = 0; i < count; i++) {
        int32_t period = begin + (int32_t)i;
        Day first = day_of(days[i]);
        assert_int_equal(calendar_first(calendar, from, period), first);
        assert_true(calendar_of_day(calendar, from, first, &index));
        assert_int_equal(index, period);
        if (i == 0)
            continue;
        assert_int_equal(calendar_last(calendar, from, period - 1), first - 1);
        assert_true(calendar_of_day(calendar, from, first - 1, &index));
        assert_int_equal(index, period - 1);
    }
}

static void years_from_a_leap_day_end_with_february(void **state)
{
    (void)state;
    IrCalendar years = cycle(12, true);
    static const char *const days[] = {"2020-02-29", "2021-02-28", "2022-02-28",
                                       "2023-02-28", "2024-02-29", "2025-02-28"};
    assert_begins(&years, "2020-02-29", days, 6);
}

static void months_keep_the_day_of_the_first(void **state)
{
    (void)state;
    IrCalendar months = cycle(1, true);
    static const char *const days[] = {"2023-01-31", "2023-02-28", "2023-03-31",
                                       "2023-04-30", "2023-05-31", "2023-06-30"};
    assert_begins(&months, "2023-01-31", days, 6);
    IrCalendar five = cycle(5, true);
    static const char *const fives[] = {"2021-09-30", "2022-02-28", "2022-07-30", "2022-12-30",
                                        "2023-05-30"};
    assert_begins(&five, "2021-09-30", fives, 5);
}

static void fortnights_pass_over_years(void **state)
{
    (void)state;
    IrCalendar fortnights = cycle(14, false);
    static const char *const days[] = {"2024-02-19", "2024-03-04", "2024-03-18"};
    assert_begins(&fortnights, "2024-02-19", days, 3);
    static const char *const turn[] = {"2023-12-25", "2024-01-08"};
    assert_begins(&fortnights, "2023-12-25", turn, 2);
}

static void before_the_anchor_there_is_no_cycle(void **state)
{
    (void)state;
    IrCalendar years = cycle(12, true);
    Day anchor = day_of("2020-02-29");
    int32_t index = 0, begin = 0;
    assert_true(calendar_of_day(&years, anchor, anchor, &begin));
    assert_false(calendar_of_day(&years, anchor, anchor - 1, &index));
    assert_int_equal(index + 1, begin);
    assert_int_equal(calendar_first(&years, anchor, index), DAY_NEVER);
    assert_int_equal(calendar_last(&years, anchor, index), DAY_ALWAYS);
    assert_false(calendar_of_day(&years, NO_ANCHOR, anchor, &index));
}

/* Counted from month 0, the third cycle of five months would begin in October of the year 0. */
static void cycles_are_cut_where_the_calendar_is(void **state)
{
    (void)state;
    IrCalendar five = cycle(5, true), years = cycle(12, true);
    int32_t index = 0;
    assert_int_equal(calendar_first(&five, ANYONE, 2), day_of("0001-01-01"));
    assert_int_equal(calendar_first(&five, ANYONE, 3), day_of("0001-04-01"));
    Day anchor = day_of("9998-06-15");
    assert_true(calendar_of_day(&years, anchor, day_of("9999-12-31"), &index));
    assert_int_equal(calendar_first(&years, anchor, index), day_of("9999-06-15"));
    assert_int_equal(calendar_last(&years, anchor, index), day_of("9999-12-31"));
}

/* One number is less than a length apart from anchor to anchor, and the bounds hold for all. */
static void a_number_means_nearly_the_same_days_for_everyone(void **state)
{
    (void)state;
    IrCalendar years = cycle(12, true), weeks = cycle(14, false);
    const IrCalendar *const calendars[] = {&years, &weeks};
    Day day = day_of("2024-02-29");
    for (size_t c = 0; c < 2; c++)
        for (Day anchor = day_of("2019-12-30"); anchor <= day_of("2021-02-02"); anchor++) {
            int32_t index = 0, least = 0, most = 0;
            assert_true(calendar_of_day(calendars[c], anchor, day, &index));
            periods_ending(calendars[c], ANYONE, day, day, &least, &most);
            assert_in_range(index, least, most);
            assert_true(most - least == 1);
            assert_true(calendar_first(calendars[c], anchor, index) >=
                        calendar_first(calendars[c], ANYONE, index));
            assert_true(calendar_last(calendars[c], anchor, index) <=
                        calendar_last(calendars[c], ANYONE, index));
        }
}

static const IrSeason TERMS[] = {{{"autumn", 6}, 100, 199}, {{"spring", 6}, 220, 300}};

static IrCalendar terms(void)
{
    return (IrCalendar){.kind = CALENDAR_SEASONS,
                        .subject = UINT32_MAX,
                        .anchor_field = UINT32_MAX,
                        .seasons = (IrSeason *)TERMS,
                        .season_count = 2};
}

static void assert_no_term(Day day, int32_t before)
{
    IrCalendar calendar = terms();
    int32_t index = 0;
    assert_false(calendar_of_day(&calendar, 0, day, &index));
    assert_int_equal(index, before);
}

static void a_day_between_two_seasons_is_in_none(void **state)
{
    (void)state;
    IrCalendar calendar = terms();
    int32_t index = -7;
    assert_true(calendar_of_day(&calendar, 0, 100, &index) && index == 0);
    assert_true(calendar_of_day(&calendar, 0, 199, &index) && index == 0);
    assert_true(calendar_of_day(&calendar, 0, 220, &index) && index == 1);
    assert_no_term(99, -1);
    assert_no_term(200, 0);
    assert_no_term(219, 0);
    assert_no_term(301, 1);
    assert_int_equal(calendar_first(&calendar, 0, 2), DAY_NEVER);
    assert_int_equal(calendar_last(&calendar, 0, -1), DAY_ALWAYS);
}

static void assert_inside(Day from, Day to, int32_t first, int32_t last)
{
    IrCalendar calendar = terms();
    int32_t low = 0, high = 0;
    periods_inside(&calendar, 0, from, to, &low, &high);
    assert_int_equal(low, first);
    assert_int_equal(high, last);
}

static void seasons_inside_a_span_lie_there_wholly(void **state)
{
    (void)state;
    assert_inside(1, 400, 0, 1);
    assert_inside(100, 299, 0, 0);
    assert_inside(101, 300, 1, 1);
    assert_inside(200, 219, 1, 0);
    assert_inside(1, 50, 0, -1);
    assert_inside(301, 400, 2, 1);
}

static void a_period_is_written_so_that_it_can_be_read_again(void **state)
{
    (void)state;
    char room[64];
    IrCalendar years = cycle(12, true), calendar = terms();
    Day anchor = day_of("2020-02-29");
    int32_t index = 0;
    calendar_of_day(&years, anchor, day_of("2022-01-01"), &index);
    assert_true(text_is((Text){room, calendar_write(room, &years, anchor, index)},
                        "2021-02-28..2022-02-27"));
    assert_true(text_is((Text){room, calendar_write(room, &calendar, 0, 1)}, "spring"));
    assert_int_equal(calendar_write(room, &calendar, 0, 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(years_from_a_leap_day_end_with_february),
        cmocka_unit_test(months_keep_the_day_of_the_first),
        cmocka_unit_test(fortnights_pass_over_years),
        cmocka_unit_test(before_the_anchor_there_is_no_cycle),
        cmocka_unit_test(cycles_are_cut_where_the_calendar_is),
        cmocka_unit_test(a_number_means_nearly_the_same_days_for_everyone),
        cmocka_unit_test(a_day_between_two_seasons_is_in_none),
        cmocka_unit_test(seasons_inside_a_span_lie_there_wholly),
        cmocka_unit_test(a_period_is_written_so_that_it_can_be_read_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

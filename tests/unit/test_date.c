/* Dates and periods: leap years, ISO weeks, clipped months, every form that offices write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static Day day_of(const char *text)
{
    Day day = 0;
    assert_true(day_parse(&day, text_from(text)));
    return day;
}

static void assert_day(Day day, const char *expected)
{
    char buffer[11] = {0};
    assert_int_equal(day_write(buffer, day), 10);
    assert_string_equal(buffer, expected);
}

/* ---- Days ---- */

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(day_from_civil(1970, 1, 1), 0);
    assert_int_equal(day_from_civil(1969, 12, 31), -1);
    assert_int_equal(day_from_civil(2000, 2, 29), 11016);
    assert_int_equal(day_from_civil(2018, 10, 8), 17812);
    assert_int_equal(day_from_civil(1, 1, 1), -719162);
    assert_int_equal(day_from_civil(9999, 12, 31), 2932896);
}

static void every_day_of_the_calendar_follows_the_one_before(void **state)
{
    (void)state;
    Day day = day_from_civil(1, 1, 1);
    for (int32_t year = 1; year <= 9999; year++)
        for (int32_t month = 1; month <= 12; month++)
            for (int32_t date = 1; date <= month_length(year, month); date++, day++) {
                Civil civil = civil_from_day(day);
                if (day_from_civil(year, month, date) != day || civil.year != year ||
                    civil.month != month || civil.day != date)
                    fail_msg("%04d-%02d-%02d", year, month, date);
            }
    assert_int_equal(day, day_from_civil(9999, 12, 31) + 1);
}

static void february_follows_the_gregorian_rule(void **state)
{
    (void)state;
    assert_int_equal(month_length(2019, 2), 28);
    assert_int_equal(month_length(2020, 2), 29);
    assert_int_equal(month_length(1900, 2), 28);
    assert_int_equal(month_length(2000, 2), 29);
    assert_int_equal(month_length(2018, 4), 30);
    assert_int_equal(month_length(2018, 12), 31);
    assert_true(civil_is_valid(2020, 2, 29));
    assert_false(civil_is_valid(2019, 2, 29));
    assert_false(civil_is_valid(2018, 4, 31));
    assert_false(civil_is_valid(2018, 13, 1));
    assert_false(civil_is_valid(2018, 0, 1));
    assert_false(civil_is_valid(2018, 1, 0));
    assert_false(civil_is_valid(0, 1, 1));
    assert_false(civil_is_valid(10000, 1, 1));
}

static void months_are_added_from_the_day_and_clipped(void **state)
{
    (void)state;
    assert_day(day_add_months(day_of("2020-01-31"), 1), "2020-02-29");
    assert_day(day_add_months(day_of("2019-01-31"), 1), "2019-02-28");
    assert_day(day_add_months(day_of("2020-02-29"), 12), "2021-02-28");
    assert_day(day_add_months(day_of("2020-02-29"), 48), "2024-02-29");
    assert_day(day_add_months(day_of("2018-03-31"), -1), "2018-02-28");
    assert_day(day_add_months(day_of("2018-01-15"), -1), "2017-12-15");
    assert_day(day_add_months(day_of("2018-10-08"), 0), "2018-10-08");
}

static void months_beyond_the_calendar_are_open_ends(void **state)
{
    (void)state;
    assert_int_equal(day_add_months(day_of("9999-12-31"), 1), DAY_NEVER);
    assert_int_equal(day_add_months(day_of("0001-01-01"), -1), DAY_ALWAYS);
    assert_int_equal(day_add_months(day_of("2018-01-01"), INT32_MAX), DAY_NEVER);
    assert_int_equal(day_add_months(day_of("2018-01-01"), INT32_MIN), DAY_ALWAYS);
    assert_int_equal(day_add_months(DAY_NEVER, -1), DAY_NEVER);
    assert_int_equal(day_add_months(DAY_ALWAYS, 1), DAY_ALWAYS);
    assert_day(DAY_NEVER, "9999-12-31");
    assert_day(DAY_ALWAYS, "0001-01-01");
}

/* ---- Reading days ---- */

static void the_strict_form_is_ten_bytes(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",           "2018-1-8",   "2018/10/08", "2018-10-8",  "18-10-08",   "2018-10-08 ",
        " 2018-10-8", "2018-13-01", "2018-00-01", "2018-02-30", "0000-01-01", "2018-1O-08",
        "2018-10-0a", "-018-10-08", "2018+10-08", "20181008",   "2018--10-8", "99999-1-01",
    };
    Day day = 42;
    for (size_t i = 0; i < COUNT(refused); i++)
        assert_false(day_parse(&day, text_from(refused[i])));
    assert_int_equal(day, 42);
    assert_true(day_parse(&day, TEXT("0001-01-01")));
    assert_true(day_parse(&day, TEXT("9999-12-31")));
    assert_int_equal(day, 2932896);
}

static void offices_write_dates_in_many_ways(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "2025-01-05",   "2025-1-5",   "2025/1/5",          "2025/01/05",
        "2025.1.5",     "2025.01.05", "2025年1月5日",      "2025年01月05日",
        "2025年1月5号", "20250105",   "2025 年 1 月 5 日",
    };
    for (size_t i = 0; i < COUNT(forms); i++) {
        Day day = 0;
        assert_true(day_parse_lenient(&day, text_from(forms[i])));
        assert_day(day, "2025-01-05");
    }
}

static void uncertain_dates_are_refused(void **state)
{
    (void)state;
    static const char *const forms[] = {
        "",           "25-1-5",       "1月5日",        "2025-1",     "2025-1/5",
        "5/1/2025",   "2025年1月",    "2025年1月5",    "2025-1-5-1", "2025-1-5 9:00",
        "2025-013-5", "2025-02-29",   "2025013",       "202501055",  "20250230",
        "2025.1.5.",  "２０２５-1-5", "2025年13月1日", "12025-1-1",  "2025-1-32",
    };
    for (size_t i = 0; i < COUNT(forms); i++) {
        Day day = 42;
        assert_false(day_parse_lenient(&day, text_from(forms[i])));
        assert_int_equal(day, 42);
    }
}

/* ---- Periods ---- */

typedef struct Dated {
    const char *day;
    PeriodUnit unit;
    const char *period, *first, *last;
} Dated;

static const Dated DATED[] = {
    {"2018-10-08", UNIT_WEEK, "2018-W41", "2018-10-08", "2018-10-14"},
    {"2018-12-31", UNIT_WEEK, "2019-W01", "2018-12-31", "2019-01-06"},
    {"2021-01-03", UNIT_WEEK, "2020-W53", "2020-12-28", "2021-01-03"},
    {"2020-12-31", UNIT_WEEK, "2020-W53", "2020-12-28", "2021-01-03"},
    {"2016-01-03", UNIT_WEEK, "2015-W53", "2015-12-28", "2016-01-03"},
    {"2023-01-01", UNIT_WEEK, "2022-W52", "2022-12-26", "2023-01-01"},
    {"1969-12-31", UNIT_WEEK, "1970-W01", "1969-12-29", "1970-01-04"},
    {"0001-01-01", UNIT_WEEK, "0001-W01", "0001-01-01", "0001-01-07"},
    {"2020-02-10", UNIT_MONTH, "2020-02", "2020-02-01", "2020-02-29"},
    {"2018-12-31", UNIT_MONTH, "2018-12", "2018-12-01", "2018-12-31"},
    {"2018-10-01", UNIT_QUARTER, "2018-Q4", "2018-10-01", "2018-12-31"},
    {"2018-03-31", UNIT_QUARTER, "2018-Q1", "2018-01-01", "2018-03-31"},
    {"2018-06-30", UNIT_HALF, "2018-H1", "2018-01-01", "2018-06-30"},
    {"2018-07-01", UNIT_HALF, "2018-H2", "2018-07-01", "2018-12-31"},
    {"2018-07-01", UNIT_YEAR, "2018", "2018-01-01", "2018-12-31"},
    {"0001-01-01", UNIT_YEAR, "0001", "0001-01-01", "0001-12-31"},
    {"9999-12-31", UNIT_MONTH, "9999-12", "9999-12-01", "9999-12-31"},
};

static void periods_hold_their_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(DATED); i++) {
        int32_t index = period_of_day(DATED[i].unit, day_of(DATED[i].day));
        char buffer[13] = {0};
        size_t size = period_write(buffer, DATED[i].unit, index);
        assert_string_equal(buffer, DATED[i].period);
        assert_int_equal(size, strlen(DATED[i].period));
        assert_day(period_first(DATED[i].unit, index), DATED[i].first);
        assert_day(period_last(DATED[i].unit, index), DATED[i].last);
    }
}

static void written_periods_are_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(DATED); i++) {
        PeriodUnit unit = UNIT_WEEK;
        int32_t index = 0;
        assert_true(period_parse(&unit, &index, text_from(DATED[i].period)));
        assert_int_equal(unit, DATED[i].unit);
        assert_int_equal(index, period_of_day(DATED[i].unit, day_of(DATED[i].day)));
    }
}

static void periods_are_numbered_without_gaps(void **state)
{
    (void)state;
    for (PeriodUnit unit = UNIT_WEEK; unit <= UNIT_YEAR; unit++) {
        int32_t first = period_of_day(unit, day_of("0001-01-01"));
        int32_t last = period_of_day(unit, day_of("9999-12-31"));
        for (int32_t index = first; index <= last; index++) {
            assert_int_equal(period_of_day(unit, period_first(unit, index)), index);
            if (index == last)
                continue; /* its week runs into the year 10000 */
            assert_int_equal(period_of_day(unit, period_last(unit, index)), index);
            assert_int_equal(period_last(unit, index) + 1, period_first(unit, index + 1));
        }
    }
}

static void what_is_no_period_is_refused(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "",         "18",       "201",        "20181",    "0000",     "2018-",   "2018-1",
        "2018-13",  "2018-00",  "2018-W00",   "2018-W53", "2018-W54", "2018-W4", "2018-W041",
        "2018-Q0",  "2018-Q5",  "2018-Q04",   "2018-H3",  "2018-H0",  "2018-H",  "2018-Q",
        "2018-W",   "2018/10",  "2018-1a",    "2018-X1",  "2018-100", "2018W41", "201810",
        "２０１８", "2018-Wab", "2018-10-08", "-018-10",  "0000-01",  "+018",
    };
    for (size_t i = 0; i < COUNT(refused); i++) {
        PeriodUnit unit = UNIT_HALF;
        int32_t index = 42;
        assert_false(period_parse(&unit, &index, text_from(refused[i])));
        assert_int_equal(unit, UNIT_HALF);
        assert_int_equal(index, 42);
    }
    PeriodUnit unit = UNIT_YEAR;
    int32_t index = 0;
    assert_true(period_parse(&unit, &index, TEXT("2020-W53")));
    assert_day(period_first(unit, index), "2020-12-28");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_of_the_calendar_follows_the_one_before),
        cmocka_unit_test(february_follows_the_gregorian_rule),
        cmocka_unit_test(months_are_added_from_the_day_and_clipped),
        cmocka_unit_test(months_beyond_the_calendar_are_open_ends),
        cmocka_unit_test(the_strict_form_is_ten_bytes),
        cmocka_unit_test(offices_write_dates_in_many_ways),
        cmocka_unit_test(uncertain_dates_are_refused),
        cmocka_unit_test(periods_hold_their_days),
        cmocka_unit_test(written_periods_are_read_back),
        cmocka_unit_test(periods_are_numbered_without_gaps),
        cmocka_unit_test(what_is_no_period_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

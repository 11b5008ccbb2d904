/* Weeks, months, quarters, halves and years, numbered without gaps. */
#include "base/date.h"

#include <assert.h>

#include "base/digits.h"

/* Months of a unit; weeks have none. */
static int32_t unit_months(PeriodUnit unit)
{
    static const int32_t months[] = {
        [UNIT_MONTH] = 1, [UNIT_QUARTER] = 3, [UNIT_HALF] = 6, [UNIT_YEAR] = 12};
    assert(unit != UNIT_WEEK);
    return months[unit];
}

/* 0001-01-01 was a Monday: weeks are counted from it, the other units from 0000-01. */
static Day first_monday(void)
{
    return day_from_civil(1, 1, 1);
}

int32_t period_of_day(PeriodUnit unit, Day day)
{
    Civil civil = civil_from_day(day);
    if (unit == UNIT_WEEK)
        return (day_from_civil(civil.year, civil.month, civil.day) - first_monday()) / 7;
    return (civil.year * 12 + civil.month - 1) / unit_months(unit);
}

Day period_first(PeriodUnit unit, int32_t index)
{
    if (unit == UNIT_WEEK)
        return first_monday() + index * 7;
    int32_t months = index * unit_months(unit);
    return day_from_civil(months / 12, months % 12 + 1, 1);
}

Day period_last(PeriodUnit unit, int32_t index)
{
    return period_first(unit, index + 1) - 1;
}

/* The ISO year of a week is that of its Thursday. */
static int32_t week_year(int32_t index, int32_t *week)
{
    Day thursday = period_first(UNIT_WEEK, index) + 3;
    int32_t year = civil_from_day(thursday).year;
    *week = (thursday - day_from_civil(year, 1, 1)) / 7 + 1;
    return year;
}

static size_t write_part(char *out, char letter, int32_t number)
{
    out[0] = '-';
    out[1] = letter;
    digits_write_padded(out + 2, (uint64_t)number, 1);
    return 3;
}

size_t period_write(char *out, PeriodUnit unit, int32_t index)
{
    int32_t week = 0;
    int32_t year = unit == UNIT_WEEK ? week_year(index, &week) : index * unit_months(unit) / 12;
    digits_write_padded(out, (uint64_t)year, 4);
    switch (unit) {
    case UNIT_WEEK:
        out[4] = '-';
        out[5] = 'W';
        digits_write_padded(out + 6, (uint64_t)week, 2);
        return 8;
    case UNIT_MONTH:
        out[4] = '-';
        digits_write_padded(out + 5, (uint64_t)(index % 12) + 1, 2);
        return 7;
    case UNIT_QUARTER:
        return 4 + write_part(out + 4, 'Q', index % 4 + 1);
    case UNIT_HALF:
        return 4 + write_part(out + 4, 'H', index % 2 + 1);
    case UNIT_YEAR:
        return 4;
    }
    return 4;
}

/* ---- Reading ---- */

/* All of the text must be digits. */
static bool read_all(int32_t *out, Text digits)
{
    int32_t value = 0;
    for (size_t i = 0; i < digits.size; i++) {
        if (digits.at[i] < '0' || digits.at[i] > '9')
            return false;
        value = value * 10 + (digits.at[i] - '0');
    }
    *out = value;
    return digits.size > 0;
}

/* A year has 52 weeks or 53: the week asked for must come back as itself. */
static bool find_week(int32_t *index, int32_t year, int32_t week)
{
    /* 4 January always lies in week 1. */
    int32_t found = period_of_day(UNIT_WEEK, day_from_civil(year, 1, 4)) + week - 1, back = 0;
    *index = found;
    return week >= 1 && week_year(found, &back) == year && back == week;
}

static bool find_part(int32_t *index, int32_t year, int32_t part, int32_t parts)
{
    *index = year * parts + part - 1;
    return part >= 1 && part <= parts;
}

/* What stands behind the year: "-10", "-W41", "-Q4", "-H2". */
static bool parse_part(PeriodUnit *unit, int32_t *index, int32_t year, Text text)
{
    int32_t part = 0;
    char kind = text.size > 2 ? text.at[1] : '0';
    bool has_letter = kind == 'W' || kind == 'Q' || kind == 'H';
    if (text.at[0] != '-' || !read_all(&part, text_slice(text, has_letter ? 2 : 1, text.size)))
        return false;
    if (kind == 'W') {
        *unit = UNIT_WEEK;
        return text.size == 4 && find_week(index, year, part);
    }
    *unit = kind == 'Q' ? UNIT_QUARTER : kind == 'H' ? UNIT_HALF : UNIT_MONTH;
    return text.size == 3 && find_part(index, year, part, 12 / unit_months(*unit));
}

bool period_parse(PeriodUnit *unit, int32_t *index, Text text)
{
    PeriodUnit found = UNIT_YEAR;
    int32_t year = 0, number = 0;
    if (text.size < 4 || text.size > 8 || !read_all(&year, text_slice(text, 0, 4)) || year == 0)
        return false;
    if (text.size == 4)
        number = year;
    else if (!parse_part(&found, &number, year, text_slice(text, 4, text.size)))
        return false;
    *unit = found;
    *index = number;
    return true;
}

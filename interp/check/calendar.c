/* Periods of every kind: units, cycles from an anchor, given seasons (S14). */
#include "interp/check/calendar.h"

#include <string.h>

enum { MONTHS_OF_YEAR = 12, LAST_MONTH = 9999 * MONTHS_OF_YEAR + 11, WRITTEN_MOST = 63 };

static Day calendar_start(void)
{
    return day_from_civil(1, 1, 1);
}

/* --- cycles --- */

/* Cycles of n days begin on days residue + index × n, counted from the calendar's first; those of n
 * months likewise in months counted from 0000-01, on `day` or the month's end. So the same index
 * means nearly the same days whatever the anchor. */
typedef struct Cadence {
    int64_t length, residue;
    int32_t begin; /* the index of the first cycle */
    int32_t day;   /* cycles of months: the day of the month */
    bool in_months;
} Cadence;

static int64_t month_number(Civil civil)
{
    return (int64_t)civil.year * MONTHS_OF_YEAR + civil.month - 1;
}

/* ANYONE: no other anchor's cycles of the same index begin earlier. */
static Cadence cadence_of(const IrCalendar *calendar, Day anchor)
{
    Cadence cadence = {.length = calendar->length, .day = 1, .in_months = calendar->in_months};
    if (anchor == ANYONE)
        return cadence;
    Civil civil = civil_from_day(anchor);
    int64_t place = cadence.in_months ? month_number(civil) : (int64_t)anchor - calendar_start();
    cadence.residue = place % cadence.length;
    cadence.begin = (int32_t)(place / cadence.length);
    cadence.day = civil.day;
    return cadence;
}

static Day month_day(int64_t month, int32_t day)
{
    if (month < MONTHS_OF_YEAR)
        return calendar_start();
    if (month > LAST_MONTH)
        return day_from_civil(9999, 12, 31) + 1;
    int32_t year = (int32_t)(month / MONTHS_OF_YEAR), of_year = (int32_t)(month % MONTHS_OF_YEAR);
    int32_t length = month_length(year, of_year + 1);
    return day_from_civil(year, of_year + 1, day < length ? day : length);
}

static Day cadence_first(const Cadence *cadence, int64_t index)
{
    int64_t place = cadence->residue + index * cadence->length;
    if (cadence->in_months)
        return month_day(place, cadence->day);
    Day end = day_from_civil(9999, 12, 31) + 1;
    return place > end - calendar_start() ? end : (Day)(calendar_start() + place);
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int32_t cadence_index(const Cadence *cadence, Day day)
{
    int64_t place =
        cadence->in_months ? month_number(civil_from_day(day)) : (int64_t)day - calendar_start();
    int64_t index = floor_div(place - cadence->residue, cadence->length);
    return (int32_t)(index - (cadence_first(cadence, index) > day));
}

static bool cycle_of_day(const IrCalendar *calendar, Day anchor, Day day, int32_t *index)
{
    *index = -1;
    if (anchor == NO_ANCHOR)
        return false;
    Cadence cadence = cadence_of(calendar, anchor);
    *index = cadence.begin - 1;
    if (anchor != ANYONE && day < anchor)
        return false;
    *index = cadence_index(&cadence, day);
    return true;
}

/* --- seasons: by date, not overlapping --- */

static bool season_of_day(const IrCalendar *calendar, Day day, int32_t *index)
{
    size_t low = 0, high = calendar->season_count;
    while (low < high) { /* how many begin by that day */
        size_t middle = low + (high - low) / 2;
        if (calendar->seasons[middle].from <= day)
            low = middle + 1;
        else
            high = middle;
    }
    *index = (int32_t)low - 1;
    return low > 0 && day <= calendar->seasons[low - 1].until;
}

static const IrSeason *season_at(const IrCalendar *calendar, int32_t index)
{
    bool is_there = index >= 0 && (size_t)index < calendar->season_count;
    return is_there ? &calendar->seasons[index] : NULL;
}

/* --- any --- */

bool calendar_is_own(const IrCalendar *calendar)
{
    return calendar->kind == CALENDAR_CYCLE && calendar->anchor_field != UINT32_MAX;
}

bool calendar_of_day(const IrCalendar *calendar, Day anchor, Day day, int32_t *index)
{
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        *index = period_of_day(calendar->unit, day);
        return true;
    case CALENDAR_CYCLE:
        return cycle_of_day(calendar, anchor, day, index);
    case CALENDAR_SEASONS:
        return season_of_day(calendar, day, index);
    }
    return false;
}

/* Whether there is a cycle of that number. */
static bool cycle_at(const IrCalendar *calendar, Day anchor, int32_t index, Cadence *cadence)
{
    if (anchor == NO_ANCHOR)
        return false;
    *cadence = cadence_of(calendar, anchor);
    return anchor == ANYONE || index >= cadence->begin;
}

Day calendar_first(const IrCalendar *calendar, Day anchor, int32_t index)
{
    Cadence cadence;
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        return period_first(calendar->unit, index);
    case CALENDAR_CYCLE:
        return cycle_at(calendar, anchor, index, &cadence) ? cadence_first(&cadence, index)
                                                           : DAY_NEVER;
    case CALENDAR_SEASONS:
        return season_at(calendar, index) ? season_at(calendar, index)->from : DAY_NEVER;
    }
    return DAY_NEVER;
}

Day calendar_last(const IrCalendar *calendar, Day anchor, int32_t index)
{
    Cadence cadence;
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        return period_last(calendar->unit, index);
    case CALENDAR_CYCLE:
        if (!cycle_at(calendar, anchor, index, &cadence))
            return DAY_ALWAYS;
        return cadence_first(&cadence, (int64_t)index + (anchor == ANYONE ? 2 : 1)) - 1;
    case CALENDAR_SEASONS:
        return season_at(calendar, index) ? season_at(calendar, index)->until : DAY_ALWAYS;
    }
    return DAY_ALWAYS;
}

/* --- several --- */

static bool is_anyones(const IrCalendar *calendar, Day anchor)
{
    return calendar->kind == CALENDAR_CYCLE && anchor == ANYONE;
}

void periods_ending(const IrCalendar *calendar, Day anchor, Day from, Day to, int32_t *first,
                    int32_t *last)
{
    bool begins = calendar_of_day(calendar, anchor, from, first);
    bool ends = calendar_of_day(calendar, anchor, to, last);
    if (is_anyones(calendar, anchor)) {
        (*first)--; /* another's begins nearly a length later */
        return;
    }
    *first += !begins;
    *last -= ends && calendar_last(calendar, anchor, *last) > to;
}

void periods_inside(const IrCalendar *calendar, Day anchor, Day from, Day to, int32_t *first,
                    int32_t *last)
{
    periods_ending(calendar, anchor, from, to, first, last);
    if (!is_anyones(calendar, anchor) && calendar_first(calendar, anchor, *first) < from)
        (*first)++;
}

size_t calendar_write(char *out, const IrCalendar *calendar, Day anchor, int32_t index)
{
    size_t size = 0;
    switch (calendar->kind) {
    case CALENDAR_UNIT:
        return period_write(out, calendar->unit, index);
    case CALENDAR_CYCLE:
        size = day_write(out, calendar_first(calendar, anchor, index));
        memcpy(out + size, "..", 2);
        return size + 2 + day_write(out + size + 2, calendar_last(calendar, anchor, index));
    case CALENDAR_SEASONS:
        if (season_at(calendar, index) == NULL)
            return 0;
        size = calendar->seasons[index].name.size;
        size = size < WRITTEN_MOST ? size : WRITTEN_MOST;
        memcpy(out, calendar->seasons[index].name.at, size);
        return size;
    }
    return size;
}

/* The days of a window (of the calendar, the period before, so much time back), and its periods. */
#include "interp/plan/plan.h"

/* The first day of the calendar: windows do not reach beyond it. */
static Day calendar_start(void)
{
    return day_from_civil(1, 1, 1);
}

static bool ends_month(Day day)
{
    return civil_from_day(day + 1).day == 1;
}

/* The day behind d less n months; of a period, from a month's last day to a month's last day. */
static Day after_months_before(Day day, int32_t months, bool of_period)
{
    of_period &= ends_month(day);
    Day from = of_period ? day_add_months(day + 1, -months) : day_add_months(day, -months);
    if (from == DAY_ALWAYS)
        return calendar_start();
    return of_period ? from : from + 1;
}

/* (last - n, last]. */
static Day window_start(const Window *window, Day last, bool of_period)
{
    static const int32_t months[PERIOD_UNITS] = {0, 1, 3, 6, 12}; /* of a period of the unit */
    bool in_days = window->calendar == NO_INDEX;
    if (!in_days && window->calendar != UNIT_WEEK)
        return after_months_before(last, window->count * months[window->calendar], of_period);
    Day from = last - (in_days ? 1 : 7) * window->count + 1;
    return from < calendar_start() ? calendar_start() : from;
}

/* Another's period of the same number may begin nearly a length later. */
static bool is_anyones(const IrCalendar *calendar, Day anchor)
{
    return calendar_is_own(calendar) && anchor == ANYONE;
}

bool window_days(const Ir *ir, const Window *window, Day anchor, Day first, Day last, Day *from,
                 Day *to)
{
    int32_t index;
    *from = first;
    *to = last;
    switch (window->kind) {
    case WINDOW_NONE:
        return true;
    case WINDOW_CALENDAR: {
        const IrCalendar *calendar = &ir->calendars[window->calendar];
        if (!calendar_of_day(calendar, anchor, last, &index))
            return false;
        *from = calendar_first(calendar, anchor, index - is_anyones(calendar, anchor));
        return true;
    }
    case WINDOW_PREVIOUS: {
        const IrCalendar *calendar = &ir->calendars[window->calendar];
        index = calendar_of_day(calendar, anchor, first, &index) ? index - 1 : index;
        *from = calendar_first(calendar, anchor, index - is_anyones(calendar, anchor));
        *to = calendar_last(calendar, anchor, index);
        return *from <= *to;
    }
    case WINDOW_LAST:
        *from = window_start(window, last, first < last);
        return true;
    }
    return true;
}

bool window_of_day(const Ir *ir, const Window *window, Day day, Day *from, Day *to)
{
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    const IrCalendar *calendar = has_calendar ? &ir->calendars[window->calendar] : NULL;
    Day any = !calendar || calendar_is_own(calendar) ? ANYONE : calendar->anchor;
    return window_days(ir, window, any, day, day, from, to);
}

static bool is_period(const Inner *inner, int32_t index, Day first, Day last)
{
    return calendar_first(inner->calendar, inner->anchor, index) == first &&
           calendar_last(inner->calendar, inner->anchor, index) == last;
}

void window_periods(const Ir *ir, const Window *window, const Inner *inner, Day first, Day last,
                    int32_t *from, int32_t *to)
{
    Day begin, end;
    *from = 0;
    *to = -1;
    if (!window_days(ir, window, inner->window_anchor, first, last, &begin, &end))
        return;
    periods_inside(inner->calendar, inner->anchor, begin, end, from, to);
    if (end <= inner->as_of || (*from == *to && is_period(inner, *from, first, last)))
        return;
    *to = *from - 1;
    if (begin <= inner->as_of)
        periods_inside(inner->calendar, inner->anchor, begin, inner->as_of, from, to);
}

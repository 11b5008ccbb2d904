/* Calendars: which period holds a day, and which days a period has (S14). Periods are numbered
 * without gaps: index + 1 is the next one. */
#ifndef MERIT_INTERP_CHECK_CALENDAR_H
#define MERIT_INTERP_CHECK_CALENDAR_H

#include "interp/check/ir.h"

/* The anchor is where cycles begin: the calendar's date, or the subject's own (roster_anchor).
 * Weeks to years and seasons do not read it. Instead of one: */
#define NO_ANCHOR DAY_NEVER  /* the subject has no date: it has no cycles */
#define ANYONE    DAY_ALWAYS /* where no subject is looked at: bounds that hold for every anchor */

/* Each subject's own cycles: one number stands for periods of other days from subject to subject.
 * The days differ by less than a length. */
bool calendar_is_own(const IrCalendar *calendar);
/* False: no period holds the day; then *index is the one before it, and *index + 1 the next. */
bool calendar_of_day(const IrCalendar *calendar, Day anchor, Day day, int32_t *index);
/* DAY_NEVER to DAY_ALWAYS where there is no such period. ANYONE: the earliest, the latest. */
Day calendar_first(const IrCalendar *calendar, Day anchor, int32_t index);
Day calendar_last(const IrCalendar *calendar, Day anchor, int32_t index);
/* Index of the first and last period that ends in [from, to]; ANYONE: at least those. */
void periods_ending(const IrCalendar *calendar, Day anchor, Day from, Day to, int32_t *first,
                    int32_t *last);
/* The same of those that lie wholly inside. */
void periods_inside(const IrCalendar *calendar, Day anchor, Day from, Day to, int32_t *first,
                    int32_t *last);
/* "2018-10", "2018-W41", "2018", a season's name, a cycle's days: "2022-05-10..2023-05-09". At
 * most 63 bytes, no terminator. */
size_t calendar_write(char *out, const IrCalendar *calendar, Day anchor, int32_t index);

#endif

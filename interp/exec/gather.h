/* Events that aggregates look at one by one: medians, extremes, the best few, windows, groups. */
#ifndef MERIT_INTERP_EXEC_GATHER_H
#define MERIT_INTERP_EXEC_GATHER_H

#include "interp/exec/roster.h"

/* A matched event with its value, once for each subject or group that it counts for. */
typedef struct GatherRow {
    int64_t key;       /* whose: a subject's number; across: what its roster says in that field */
    uint64_t position; /* of the log */
    Ratio value;       /* of one occurrence, always known */
    Day day;
    int32_t times;
    uint32_t own;  /* the event's own subject … */
    uint16_t kind; /* … and its kind of event */
} GatherRow;

/* Of one measure; sorted by key, day, position. */
typedef struct Gathered {
    GatherRow *rows;
    size_t count, room;
} Gathered;

/* The key of a subject on a day; INT64_MIN: of no group (not on the roster, or nothing there). */
int64_t gather_key(const Roster *roster, const IrItem *measure, uint32_t subject, Day day);
/* The days that a window looks at from a subject's period; false: none. */
bool gather_days(const Roster *roster, const Ir *ir, const Window *window, uint32_t subject,
                 Day first, Day last, Day *from, Day *to);
/* The rows of a key on the days [from, to]. */
const GatherRow *gather_find(const Gathered *gathered, int64_t key, Day from, Day to,
                             size_t *count);

/* How many occurrences of a row an aggregate takes. */
typedef struct GatherTaken {
    const GatherRow *row;
    int64_t taken;
} GatherTaken;
/* One a row, best first where that matters; of equal ones the earlier day, then log is first. */
void gather_take(const Expr *expr, const GatherRow *rows, size_t count, GatherTaken *taken);
/* What the aggregate makes of them; den 0: not assessed. room: for `count` rows. False: it
 * overflows. */
bool gather_value(const Expr *expr, const GatherRow *rows, size_t count, GatherTaken *room,
                  Ratio *out);

#endif

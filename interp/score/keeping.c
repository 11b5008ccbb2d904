/* Rounding that keeps a total (S13): each is rounded down, and what is left of the rounded total
 * goes, a step each, to the largest remainders; ties by id. */
#include "interp/score/groups.h"

#include <assert.h>
#include <stdlib.h>

/* One assessed subject of a group. */
typedef struct Seat {
    uint32_t subject, group;
    Ratio floor, remainder;
} Seat;

/* By group, the largest remainder first. Subjects are numbered by id. */
static int by_remainder(const void *a, const void *b)
{
    const Seat *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    int order = ratio_compare(y->remainder, x->remainder);
    return order ? order : (x->subject > y->subject) - (x->subject < y->subject);
}

static bool seat_of(Seat *seat, Ratio value, Ratio step)
{
    return ratio_round(&seat->floor, value, ROUND_DOWN, step) &&
           ratio_sub(&seat->remainder, value, seat->floor);
}

/* How many steps are left for the seats of one group. False: it overflows. */
static bool steps_left(const Seat *seats, size_t count, const Rounding *rounding, size_t *left)
{
    Ratio floors = RATIO(0), total = RATIO(0), steps;
    for (size_t i = 0; i < count; i++)
        if (!ratio_add(&floors, floors, seats[i].floor) ||
            !ratio_add(&total, total, seats[i].remainder))
            return false;
    if (!ratio_add(&total, total, floors) ||
        !ratio_round(&total, total, rounding->dir, rounding->step) ||
        !ratio_sub(&steps, total, floors) || !ratio_div(&steps, steps, rounding->step))
        return false;
    *left = (size_t)steps.num;
    return true;
}

/* Everyone's value before rounding; den 0: not assessed. */
static Ratio *unrounded(Exec *exec, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    size_t count = exec->roster->kinds[of->subject].count;
    Ratio *values = memory_resize(NULL, (count + 1) * sizeof *values);
    for (size_t first = 0; first < count; first += RUN_OF_SUBJECTS) {
        size_t lanes = count - first < RUN_OF_SUBJECTS ? count - first : RUN_OF_SUBJECTS;
        score_lanes(exec, of->subject, of->calendar, period, (uint32_t)first, lanes);
        score_unrounded(exec, item, period, (uint32_t)first, lanes, values + first);
    }
    return values;
}

static Seat *seats_new(Exec *exec, uint32_t item, int32_t period, const Rounding *rounding,
                       const Program *across, size_t *count)
{
    const IrItem *of = exec->plan->items[item].item;
    size_t subjects = exec->roster->kinds[of->subject].count;
    Ratio *values = unrounded(exec, item, period);
    Over over = rounding->across ? OVER_ACROSS : OVER_ALL;
    Grouping grouping = grouping_new(exec, of->subject, over, 0, across, item, period);
    Seat *seats = memory_resize(NULL, (subjects + 1) * sizeof *seats);
    *count = 0;
    for (uint32_t i = 0; i < subjects; i++) {
        Seat *seat = &seats[*count];
        uint32_t own = grouping_own(&grouping, i);
        if (values[i].den == 0)
            continue;
        *seat = (Seat){.subject = i, .group = own != NO_INDEX ? own : NO_INDEX - 1 - i};
        if (!seat_of(seat, values[i], rounding->step))
            exec_overflow(exec, &of->name, &of->versions[0].meta, of->subject, i);
        ++*count;
    }
    grouping_free(&grouping);
    free(values);
    qsort(seats, *count, sizeof *seats, by_remainder);
    return seats;
}

/* One group: seats in the order of their remainders. */
static void give_steps(Exec *exec, uint32_t item, int32_t period, const Rounding *rounding,
                       const Seat *seats, size_t count)
{
    const IrItem *of = exec->plan->items[item].item;
    size_t left = 0;
    bool fits = steps_left(seats, count, rounding, &left);
    for (size_t i = 0; i < count && fits; i++) {
        Ratio value = seats[i].floor;
        fits = (i >= left || ratio_add(&value, value, rounding->step)) &&
               column_put(&exec->columns[item], seats[i].subject, period, value);
    }
    if (!fits)
        exec_overflow(exec, &of->name, &of->versions[0].meta, of->subject, seats[0].subject);
}

static void keep_total(Exec *exec, uint32_t item, int32_t period, const Rounding *rounding,
                       const Program *across)
{
    size_t count, subjects = exec->roster->kinds[exec->plan->items[item].item->subject].count;
    Seat *seats = seats_new(exec, item, period, rounding, across, &count);
    for (uint32_t i = 0; i < subjects; i++)
        column_put(&exec->columns[item], i, period, (Ratio){0, 0});
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && seats[to].group == seats[from].group;)
            to++;
        give_steps(exec, item, period, rounding, seats + from, to - from);
    }
    free(seats);
}

void score_keeping(Exec *exec, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    size_t count = exec->roster->kinds[of->subject].count;
    if (version && ir->rounding.keeps_total) {
        keep_total(exec, item, period, &ir->rounding, &version->across);
        return;
    }
    for (size_t first = 0; first < count; first += RUN_OF_SUBJECTS) {
        size_t lanes = count - first < RUN_OF_SUBJECTS ? count - first : RUN_OF_SUBJECTS;
        score_lanes(exec, of->subject, of->calendar, period, (uint32_t)first, lanes);
        score_value(exec, item, period, (uint32_t)first, lanes);
    }
}

/* --- where decisions are open (S21) --- */

/* Who shares a total with someone open: by group, whether anyone is. Those in no group round for
 * themselves. */
static void leave_open(Exec *exec, uint32_t item, int32_t period, const Bounds *values,
                       const Grouping *grouping)
{
    size_t count = exec->roster->kinds[exec->plan->items[item].item->subject].count;
    bool *open = calloc(grouping->count + 1, sizeof *open);
    if (!open)
        memory_exhausted(grouping->count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t group = grouping_own(grouping, i);
        if (group != NO_INDEX)
            open[group] |= values[i].state != OPEN_NOT;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint32_t group = grouping_own(grouping, i);
        bool is_open = group == NO_INDEX ? values[i].state != OPEN_NOT : open[group];
        bool shares = values[i].state != OPEN_NOT || values[i].low.den;
        Ratio known = column_value(&exec->columns[item], i, period);
        Bounds value = {is_open && shares ? OPEN_UNDECIDED : OPEN_NOT, known, known};
        score_open_put(exec, item, i, period, value);
    }
    free(open);
}

static bool is_same(Ratio a, Ratio b)
{
    return a.den && b.den ? ratio_compare(a, b) == 0 : a.den == b.den;
}

void score_open_keeping(Exec *exec, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    if (!exec->has_open || !exec->plan->items[item].can_open || !version ||
        !ir->rounding.keeps_total)
        return;
    size_t count = exec->roster->kinds[of->subject].count;
    Ratio *known = unrounded(exec, item, period);
    Bounds *values = memory_resize(NULL, (count + 1) * sizeof *values);
    for (uint32_t i = 0; i < count; i++) {
        values[i] = (Bounds){OPEN_NOT, known[i], known[i]};
        if (!exec_is_touched(exec, of->subject, i))
            continue;
        values[i] = score_open_unrounded(exec, item, i, period);
        if (!is_same(values[i].low, known[i])) /* settled, but not for those who rounded */
            values[i].state = OPEN_UNDECIDED;
    }
    Over over = ir->rounding.across ? OVER_ACROSS : OVER_ALL;
    Grouping grouping = grouping_new(exec, of->subject, over, 0, &version->across, item, period);
    leave_open(exec, item, period, values, &grouping);
    grouping_free(&grouping);
    free(values);
    free(known);
}

void score_seat(Exec *exec, uint32_t item, uint32_t subject, int32_t period, SeatResult *out)
{
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    size_t count, at = 0, left = 0;
    assert(version && ir->rounding.keeps_total); /* whoever asks has such a value */
    Seat *seats = seats_new(exec, item, period, &ir->rounding, &version->across, &count);
    while (at < count && seats[at].subject != subject)
        at++;
    assert(at < count);
    size_t from = at, to = at;
    while (from > 0 && seats[from - 1].group == seats[at].group)
        from--;
    while (to < count && seats[to].group == seats[at].group)
        to++;
    bool fits = steps_left(seats + from, to - from, &ir->rounding, &left);
    assert(fits); /* it did when the value was made */
    (void)fits;
    *out = (SeatResult){at - from + 1, to - from, left, seats[at].remainder};
    free(seats);
}

/* Aggregates of an item over the periods inside a cell's own, or inside a window. */
#include "stdlib/builtins.h"

#include <stdlib.h>

#include "base/arena.h"
#include "interp/exec/roster.h"
#include "interp/exec/spread.h"
#include "interp/plan/plan.h"

typedef struct Members {
    const Column *column;
    int32_t first, last; /* of the periods that count */
    bool is_own;         /* they differ from subject to subject */
} Members;

static const IrCalendar *window_calendar(const Ir *ir, const Window *window)
{
    bool has = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    return has ? &ir->calendars[window->calendar] : NULL;
}

/* Of a subject, seen from the days [first, last]. */
static void find_periods(const Step *step, const Frame *frame, uint32_t own, Day first, Day last,
                         Members *inner)
{
    const Ir *ir = frame->plan->ir;
    const Window *window = &step->expr->window;
    const IrCalendar *gathers = window_calendar(ir, window);
    const IrCalendar *calendar = &ir->calendars[ir->items[step->expr->index].calendar];
    Inner of = {calendar, roster_anchor(frame->roster, calendar, own),
                gathers ? roster_anchor(frame->roster, gathers, own) : NO_ANCHOR, frame->as_of};
    window_periods(ir, window, &of, first, last, &inner->first, &inner->last);
    if (inner->first < inner->column->first)
        inner->first = inner->column->first;
    if (inner->last > inner->column->last)
        inner->last = inner->column->last;
}

/* Where the cell's own calendar differs from subject to subject, there is one lane. */
static Members inner_periods(const Step *step, const Frame *frame)
{
    const Ir *ir = frame->plan->ir;
    const IrCalendar *gathers = window_calendar(ir, &step->expr->window);
    Members inner = {.column = &frame->columns[step->expr->index]};
    inner.is_own = calendar_is_own(&ir->calendars[ir->items[step->expr->index].calendar]) ||
                   (gathers && calendar_is_own(gathers));
    if (!inner.is_own)
        find_periods(step, frame, frame->own[0], frame->first_day, frame->last_day, &inner);
    return inner;
}

/* A lane's subject. */
static uint32_t inner_own(const Step *step, const Frame *frame, size_t lane, Members *inner)
{
    uint32_t own = frame->own[lane];
    if (inner->is_own)
        find_periods(step, frame, own, frame->first_day, frame->last_day, inner);
    return own;
}

/* Over nothing: a total is 0, others are not assessed. */
static void fold(const Step *step, Frame *frame, int64_t empty,
                 bool (*join)(int64_t *sum, int64_t value))
{
    Members inner = inner_periods(step, frame);
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++) {
        uint32_t own = inner_own(step, frame, i, &inner);
        int64_t sum = empty;
        bool any = empty != ABSENT, failed = false;
        for (int32_t p = inner.first; p <= inner.last; p++) {
            int64_t value = inner.column->num[column_at(inner.column, own, p)];
            if (value == ABSENT)
                continue;
            if (!any)
                sum = value;
            else
                failed |= !join(&sum, value);
            any = true;
        }
        if (failed)
            kernel_overflow(step, frame, i);
        out[i] = failed ? ABSENT : sum;
    }
}

static bool join_sum(int64_t *sum, int64_t value)
{
    return !__builtin_add_overflow(*sum, value, sum) && *sum != ABSENT;
}

static bool join_lowest(int64_t *sum, int64_t value)
{
    *sum = value < *sum ? value : *sum;
    return true;
}

static bool join_highest(int64_t *sum, int64_t value)
{
    *sum = value > *sum ? value : *sum;
    return true;
}

void kernel_TOTAL(const Step *step, Frame *frame)
{
    fold(step, frame, 0, join_sum);
}

void kernel_LOWEST(const Step *step, Frame *frame)
{
    fold(step, frame, ABSENT, join_lowest);
}

void kernel_HIGHEST(const Step *step, Frame *frame)
{
    fold(step, frame, ABSENT, join_highest);
}

void kernel_COUNTED(const Step *step, Frame *frame)
{
    Members inner = inner_periods(step, frame);
    int64_t *out = frame->regs[step->out].num;
    for (size_t i = 0; i < frame->count; i++) {
        uint32_t own = inner_own(step, frame, i, &inner);
        int64_t count = 0;
        for (int32_t p = inner.first; p <= inner.last; p++)
            count += inner.column->num[column_at(inner.column, own, p)] != ABSENT;
        out[i] = count;
    }
}

void kernel_AVERAGE_R(const Step *step, Frame *frame)
{
    Members inner = inner_periods(step, frame);
    Reg out = frame->regs[step->out];
    for (size_t i = 0; i < frame->count; i++) {
        uint32_t own = inner_own(step, frame, i, &inner);
        __int128 sum = 0;
        int64_t count = 0;
        for (int32_t p = inner.first; p <= inner.last; p++) {
            int64_t value = inner.column->num[column_at(inner.column, own, p)];
            if (value == ABSENT)
                continue;
            sum += value;
            count++;
        }
        Ratio average = {0, 0};
        if (count && !ratio_make(&average, sum, (__int128)count * inner.column->scale))
            kernel_overflow(step, frame, i);
        out.num[i] = average.num;
        out.den[i] = average.den;
    }
}

/* --- PICK: any class, with best, worst, all but, median: values sorted, best first --- */

static size_t gather(const Members *inner, uint32_t subject, Ratio *values)
{
    const Column *column = inner->column;
    size_t count = 0;
    for (int32_t p = inner->first; p <= inner->last; p++) {
        size_t at = column_at(column, subject, p);
        if (column->den ? column->den[at] == 0 : column->num[at] == ABSENT)
            continue;
        if (column->den)
            values[count++] = (Ratio){column->num[at], column->den[at]};
        else if (ratio_make(&values[count], column->num[at], column->scale))
            count++;
    }
    return count;
}

static void pick_lane(const Step *step, Frame *frame, size_t i, const Members *inner,
                      uint32_t subject, Ratio *values)
{
    size_t count = gather(inner, subject, values);
    Ratio value;
    if (!spread_aggregate(step->expr, values, count, &value)) {
        value = (Ratio){0, 0};
        kernel_overflow(step, frame, i);
    }
    frame->regs[step->out].num[i] = value.num;
    frame->regs[step->out].den[i] = value.den;
}

static Ratio *room_of(const Column *column)
{
    size_t most = column->last < column->first ? 0 : (size_t)(column->last - column->first + 1);
    return memory_resize(NULL, (most + 1) * sizeof(Ratio));
}

void kernel_PICK_R(const Step *step, Frame *frame)
{
    Members inner = inner_periods(step, frame);
    Ratio *values = room_of(inner.column);
    for (size_t i = 0; i < frame->count; i++) {
        uint32_t own = inner_own(step, frame, i, &inner);
        pick_lane(step, frame, i, &inner, own, values);
    }
    free(values);
}

/* From events: each has its day, with which its window ends. */
void kernel_PICK_AT_R(const Step *step, Frame *frame)
{
    const int64_t *who = frame->regs[step->a].num;
    Members inner = {.column = &frame->columns[step->expr->index]};
    Reg out = frame->regs[step->out];
    Ratio *values = room_of(inner.column);
    for (size_t i = 0; i < frame->count; i++) {
        if (who[i] == ABSENT) {
            out.num[i] = out.den[i] = 0;
            continue;
        }
        find_periods(step, frame, (uint32_t)who[i], frame->date[i], frame->date[i], &inner);
        pick_lane(step, frame, i, &inner, (uint32_t)who[i], values);
    }
    free(values);
}

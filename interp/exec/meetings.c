/* Events between two, as head to head looks at them. */
#include "interp/exec/meetings.h"

#include <stdlib.h>

#include "interp/exec/run.h"

void meetings_add(Meetings *meetings, const MeetingRow *row)
{
    if (meetings->count == meetings->room) {
        meetings->room = meetings->room ? meetings->room * 2 : 256;
        meetings->rows = memory_resize(meetings->rows, meetings->room * sizeof *meetings->rows);
    }
    meetings->rows[meetings->count++] = *row;
}

static int compare_places(const MeetingRow *a, uint32_t subject, int32_t period)
{
    if (a->period != period)
        return a->period < period ? -1 : 1;
    return a->subject < subject ? -1 : a->subject > subject;
}

static int by_place(const void *a, const void *b)
{
    const MeetingRow *x = a, *y = b;
    int order = compare_places(x, y->subject, y->period);
    if (order == 0)
        order = x->day < y->day ? -1 : x->day > y->day;
    return order ? order : (x->position > y->position) - (x->position < y->position);
}

/* The first row of that place or behind it. */
static size_t first_of(const Meetings *meetings, uint32_t subject, int32_t period)
{
    size_t low = 0, high = meetings->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_places(&meetings->rows[middle], subject, period) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const MeetingRow *meetings_of(Meetings *meetings, uint32_t subject, int32_t period, size_t *count)
{
    if (meetings->sorted < meetings->count)
        qsort(meetings->rows, meetings->count, sizeof *meetings->rows, by_place);
    meetings->sorted = meetings->count;
    size_t at = first_of(meetings, subject, period), end = at;
    while (end < meetings->count && compare_places(&meetings->rows[end], subject, period) == 0)
        end++;
    *count = end - at;
    return meetings->rows + at;
}

/* --- from events --- */

/* Whom a row names in a field of the ranked kind; NO_NUMBER: nobody. */
static int64_t side_of(const IrEvent *event, uint32_t field, const Batch *batch, uint32_t row)
{
    return field == event->own ? (int64_t)batch->own[row]
                               : batch->slots[event->fields[field].slot][row];
}

/* Whom the subject met in that row; NO_NUMBER: nobody, or it took no part. */
static int64_t other_of(const Exec *exec, uint32_t kind, const Batch *batch, uint32_t row,
                        uint32_t subject)
{
    const Ir *ir = exec->plan->ir;
    const IrEvent *event = &ir->events[batch->kind[row]];
    EventSides sides = event_sides(ir, batch->kind[row], kind);
    if (sides.count != 2)
        return NO_NUMBER;
    int64_t one = side_of(event, sides.field[0], batch, row);
    int64_t two = side_of(event, sides.field[1], batch, row);
    if (one == two || (one != subject && two != subject))
        return NO_NUMBER;
    return one == subject ? two : one;
}

static void meet(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                 uint32_t index)
{
    const PlanItem *item = &exec->plan->items[index];
    for (size_t i = 0; i < exec->hits.count && !exec->failed; i++) {
        size_t lane = exec->hits.lane[i];
        uint32_t row = exec->lanes->rows[lane], subject = exec->hits.subject[i];
        int64_t other = other_of(exec, item->item->subject, batch, row, subject);
        MeetingRow meeting = {.subject = subject,
                              .other = (uint32_t)other,
                              .day = exec->lanes->date[lane],
                              .position = batch->position[row],
                              .own = batch->own[row],
                              .kind = batch->kind[row],
                              .times = exec->lanes->times[lane],
                              .amount = exec_value(exec, &effect->amount, lane)};
        if (other == NO_NUMBER || meeting.amount.den == 0 || is_lapsed(exec, rule, i) ||
            !item_period(exec, item, subject, meeting.day, &meeting.period))
            continue;
        if (hit_amount(exec, rule, i, &meeting.amount))
            meetings_add(&exec->meetings[index], &meeting);
        else
            exec_overflow(exec, plan_rule_name(exec->plan, rule), plan_rule_meta(rule),
                          item->item->subject, subject);
    }
}

bool exec_meet(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch)
{
    uint32_t index = effect->effect->item;
    const PlanItem *target = &exec->plan->items[index];
    bool is_alone = target->item->kind == ITEM_MEETING;
    if (is_alone)
        meet(exec, rule, effect, batch, index);
    else if (target->meeting != NO_INDEX)
        meet(exec, rule, effect, batch, target->meeting);
    return is_alone;
}

/* Aggregates over kept events, each lane by its key; lanes of one group share one answer. */
#include "stdlib/builtins.h"

#include <stdlib.h>

#include "base/arena.h"
#include "interp/exec/gather.h"
#include "interp/plan/plan.h"

typedef struct KeyedLane {
    int64_t key;
    Day from, to; /* of its window; to < from: none */
    size_t lane;
} KeyedLane;

static int by_key(const void *a, const void *b)
{
    const KeyedLane *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->to < y->to ? -1 : x->to > y->to;
}

static KeyedLane keyed(const Step *step, const Frame *frame, size_t lane, uint32_t subject,
                       Day first, Day last)
{
    const Ir *ir = frame->plan->ir;
    KeyedLane out = {.lane = lane};
    out.key =
        gather_key(frame->roster, &ir->items[step->expr->index], subject, frame->roster_day[lane]);
    if (!gather_days(frame->roster, ir, &step->expr->window, subject, first, last, &out.from,
                     &out.to)) {
        out.from = 0;
        out.to = -1;
    }
    return out;
}

/* Room that a kernel keeps from one key to the next. */
typedef struct Room {
    GatherTaken *taken;
    size_t size;
} Room;

/* False: it overflows, and is not assessed. */
static bool answer(const Step *step, const Frame *frame, const KeyedLane *of, Room *room,
                   Ratio *out)
{
    size_t count;
    *out = (Ratio){0, 0};
    if (of->key == ABSENT)
        return true;
    const GatherRow *rows =
        gather_find(&frame->gathered[step->expr->index], of->key, of->from, of->to, &count);
    if (count > room->size) {
        room->size = count;
        room->taken = memory_resize(room->taken, count * sizeof *room->taken);
    }
    Ratio value = {0, 0};
    if (!gather_value(step->expr, rows, count, room->taken, &value))
        return false;
    *out = value;
    return true;
}

static void answer_all(const Step *step, Frame *frame, KeyedLane *lanes)
{
    const IrItem *measure = &frame->plan->ir->items[step->expr->index];
    Reg out = frame->regs[step->out];
    Room room = {0};
    Ratio value = {0, 0};
    bool good = true;
    if (measure->across != UINT32_MAX)
        qsort(lanes, frame->count, sizeof *lanes, by_key);
    for (size_t i = 0; i < frame->count; i++) {
        if (i == 0 || by_key(&lanes[i], &lanes[i - 1]) != 0)
            good = answer(step, frame, &lanes[i], &room, &value);
        if (!good)
            kernel_overflow(step, frame, lanes[i].lane);
        out.num[lanes[i].lane] = value.num;
        out.den[lanes[i].lane] = value.den;
    }
    free(room.taken);
}

void kernel_GATHERED_R(const Step *step, Frame *frame)
{
    KeyedLane lanes[LANES];
    for (size_t i = 0; i < frame->count; i++)
        lanes[i] = keyed(step, frame, i, frame->own[i], frame->first_day, frame->last_day);
    answer_all(step, frame, lanes);
}

void kernel_GATHERED_AT_R(const Step *step, Frame *frame)
{
    const int64_t *who = frame->regs[step->a].num;
    KeyedLane lanes[LANES];
    for (size_t i = 0; i < frame->count; i++) {
        lanes[i] = (KeyedLane){.key = ABSENT, .lane = i};
        if (who[i] != ABSENT)
            lanes[i] = keyed(step, frame, i, (uint32_t)who[i], frame->date[i], frame->date[i]);
    }
    answer_all(step, frame, lanes);
}

/* Aggregates over kept events, each lane by its key; lanes of one group share one answer. */
#include "stdlib/builtins.h"

#include <stdlib.h>

#include "base/arena.h"
#include "interp/exec/gather.h"
#include "interp/plan/plan.h"

typedef struct KeyedLane {
    int64_t key;
    size_t lane;
} KeyedLane;

static int by_key(const void *a, const void *b)
{
    const KeyedLane *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* What a kernel keeps from one key to the next. */
typedef struct Asked {
    const Expr *expr;
    const Gathered *gathered;
    Day from, to;
    GatherTaken *room;
    size_t size;
} Asked;

/* False: it overflows, and is not assessed. */
static bool answer(Asked *asked, int64_t key, Ratio *out)
{
    size_t count;
    *out = (Ratio){0, 0};
    if (key == ABSENT)
        return true;
    const GatherRow *rows = gather_find(asked->gathered, key, asked->from, asked->to, &count);
    if (count > asked->size) {
        asked->size = count;
        asked->room = memory_resize(asked->room, count * sizeof *asked->room);
    }
    Ratio value = {0, 0};
    if (!gather_value(asked->expr, rows, count, asked->room, &value))
        return false;
    *out = value;
    return true;
}

void kernel_GATHERED_R(const Step *step, Frame *frame)
{
    const Ir *ir = frame->plan->ir;
    const IrItem *measure = &ir->items[step->expr->index];
    Asked asked = {.expr = step->expr, .gathered = &frame->gathered[step->expr->index]};
    KeyedLane lanes[LANES];
    Reg out = frame->regs[step->out];
    Ratio value = {0, 0};
    bool good = true;
    window_days(ir, &step->expr->window, frame->first_day, frame->last_day, &asked.from, &asked.to);
    for (size_t i = 0; i < frame->count; i++)
        lanes[i] =
            (KeyedLane){gather_key(frame->roster, measure, frame->own[i], frame->roster_day[i]), i};
    if (measure->across != UINT32_MAX)
        qsort(lanes, frame->count, sizeof *lanes, by_key);
    for (size_t i = 0; i < frame->count; i++) {
        if (i == 0 || lanes[i].key != lanes[i - 1].key)
            good = answer(&asked, lanes[i].key, &value);
        if (!good)
            kernel_overflow(step, frame, lanes[i].lane);
        out.num[lanes[i].lane] = value.num;
        out.den[lanes[i].lane] = value.den;
    }
    free(asked.room);
}

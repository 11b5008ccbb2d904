/* What open decisions leave of items: the ends of their values, or that they are undecided (S21).
 * Rooms are made when the first decision is found open. */
#include "interp/exec/run.h"

#include <stdlib.h>

static void *zeroed(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        memory_exhausted(count * size);
    return memory;
}

static size_t size_of(const Exec *exec, const PlanItem *item)
{
    return exec->roster->kinds[item->item->subject].count * (size_t)(item->last - item->first + 1);
}

static size_t place_of(const Exec *exec, const PlanItem *item, uint32_t subject, int32_t period)
{
    return subject +
           (size_t)(period - item->first) * exec->roster->kinds[item->item->subject].count;
}

static void touch(Exec *exec, uint32_t kind, uint32_t subject)
{
    if (!exec->touched)
        exec->touched = zeroed(exec->plan->ir->subject_count, sizeof *exec->touched);
    if (!exec->touched[kind])
        exec->touched[kind] = zeroed(exec->roster->kinds[kind].count, 1);
    exec->touched[kind][subject] = 1;
    exec->has_open = true;
}

bool exec_is_touched(const Exec *exec, uint32_t kind, uint32_t subject)
{
    return exec->touched && exec->touched[kind] && exec->touched[kind][subject];
}

bool exec_open(Exec *exec, uint32_t index, uint32_t subject, int32_t period, Ends amount)
{
    const PlanItem *item = &exec->plan->items[index];
    OpenItem *open = &exec->open[index];
    if (!open->posted)
        open->posted = zeroed(size_of(exec, item), sizeof *open->posted);
    Ends *at = &open->posted[place_of(exec, item, subject, period)];
    if (!at->low.den)
        *at = (Ends){RATIO(0), RATIO(0)};
    touch(exec, item->item->subject, subject);
    return ratio_add(&at->low, at->low, amount.low) && ratio_add(&at->high, at->high, amount.high);
}

static uint8_t *state_of(Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    OpenItem *open = &exec->open[index];
    if (!open->state)
        open->state = zeroed(size_of(exec, item), 1);
    return &open->state[place_of(exec, item, subject, period)];
}

void exec_undecided(Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    if (!item->wanted || period < item->first || period > item->last)
        return;
    *state_of(exec, index, subject, period) = OPEN_UNDECIDED;
    touch(exec, item->item->subject, subject);
}

OpenState exec_open_state(const Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    if (!exec->has_open || !exec->open[index].state || period < item->first || period > item->last)
        return OPEN_NOT;
    return (OpenState)exec->open[index].state[place_of(exec, item, subject, period)];
}

void exec_undecided_hits(Exec *exec, const PlanRule *rule)
{
    for (size_t i = 0; i < exec->hits.count; i++)
        for (size_t k = 0; k < rule->effect_count; k++) {
            const PlanEffect *effect = &rule->effects[k];
            EffectKind kind = effect->effect->kind;
            int32_t period;
            if (kind == EFFECT_NOTICE || is_lapsed(exec, rule, i))
                continue;
            if (target_period(exec, effect, i, &period))
                exec_undecided(exec, effect->effect->item, exec->hits.subject[i], period);
        }
}

/* Nothing is assessed until it is worked out. */
static void absent_column(const Exec *exec, const PlanItem *item, Column *column)
{
    exec_own_column(exec, item, item->ratio, column);
    for (size_t i = size_of(exec, item); i-- > 0 && !column->den;)
        column->num[i] = ABSENT;
}

void exec_open_columns(Exec *exec)
{
    for (size_t i = 0; i < exec->plan->ir->item_count && exec->has_open; i++) {
        const PlanItem *item = &exec->plan->items[i];
        OpenItem *open = &exec->open[i];
        if (!item->wanted || !item->can_open)
            continue;
        if (!open->state)
            open->state = zeroed(size_of(exec, item), 1);
        absent_column(exec, item, &open->low);
        absent_column(exec, item, &open->high);
    }
}

void exec_open_free(Exec *exec)
{
    for (size_t i = 0; exec->open && i < exec->plan->ir->item_count; i++) {
        OpenItem *open = &exec->open[i];
        free(open->posted);
        free(open->state);
        free(open->low.num);
        free(open->low.den);
        free(open->high.num);
        free(open->high.den);
    }
    for (size_t i = 0; exec->touched && i < exec->plan->ir->subject_count; i++)
        free(exec->touched[i]);
    free(exec->touched);
    free(exec->open);
    free(exec->decisions);
    free(exec->misdecided);
}

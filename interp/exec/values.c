/* Holds, withholds and sets: what is said of the value of a period, whatever is posted in it (S10,
 * S17). */
#include "interp/exec/run.h"

#include <stdlib.h>

/* The place of a hit in an array by subject × period; the array is made when first needed. */
static Ratio *place_of(Exec *exec, Ratio **all, const PlanItem *item, size_t hit, int32_t period)
{
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    if (!*all) {
        size_t size = subjects * (size_t)(item->last - item->first + 1);
        *all = calloc(size ? size : 1, sizeof **all);
        if (!*all)
            memory_exhausted(size * sizeof **all);
    }
    return *all + exec->hits.subject[hit] + (size_t)(period - item->first) * subjects;
}

void exec_hold(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
               size_t hit, int32_t period, Ratio bound)
{
    uint32_t index = effect->effect->item;
    bool most = effect->effect->at_most;
    Ratio **all = most ? &exec->holds[index].most : &exec->holds[index].least;
    Ratio *at = place_of(exec, all, &exec->plan->items[index], hit, period);
    if (at->den == 0 || (most ? ratio_compare(bound, *at) < 0 : ratio_compare(bound, *at) > 0))
        *at = bound;
    if (exec->trace)
        exec_trace(exec, rule, effect, TRACE_HELD, batch, hit, period, bound);
}

void exec_withhold(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                   size_t hit, int32_t period, Ratio share)
{
    uint32_t index = effect->effect->item;
    const PlanItem *item = &exec->plan->items[index];
    Ratio *at = place_of(exec, &exec->holds[index].withheld, item, hit, period);
    Ratio sum = at->den ? *at : RATIO(0);
    if (!ratio_mul(&share, share, hit_share(exec, rule, hit)) ||
        !ratio_mul(&share, share, RATIO(exec->lanes->times[exec->hits.lane[hit]])) ||
        !ratio_add(at, sum, share)) {
        exec_overflow(exec, &rule->rule->name, &rule->rule->meta, hit_kind(exec, rule, hit),
                      exec->hits.subject[hit]);
        return;
    }
    if (exec->trace)
        exec_trace(exec, rule, effect, TRACE_WITHHELD, batch, hit, period, share);
}

static bool is_later(const SetTo *a, const SetTo *b)
{
    if (a->day != b->day)
        return a->day > b->day;
    if (a->position != b->position)
        return a->position > b->position;
    return a->rule >= b->rule;
}

void exec_set(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
              size_t hit, int32_t period, Ratio value)
{
    uint32_t index = effect->effect->item;
    const PlanItem *item = &exec->plan->items[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    size_t lane = exec->hits.lane[hit];
    if (!exec->sets[index])
        exec->sets[index] =
            calloc(subjects * (size_t)(item->last - item->first + 1), sizeof(SetTo));
    if (!exec->sets[index])
        memory_exhausted(subjects * sizeof(SetTo));
    SetTo *at =
        exec->sets[index] + exec->hits.subject[hit] + (size_t)(period - item->first) * subjects;
    uint64_t position = batch ? batch->position[exec->lanes->rows[lane]] : UINT64_MAX;
    SetTo to = {value, position, exec->lanes->date[lane], rule->index};
    if (at->value.den == 0 || is_later(&to, at))
        *at = to;
    if (exec->trace)
        exec_trace(exec, rule, effect, TRACE_SET, batch, hit, period, value);
}

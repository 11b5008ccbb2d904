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
    Ratio told = bound;
    if (exec->plan->items[index].item->kind == ITEM_GRADE)
        bound.num = -bound.num; /* the first level listed is the best */
    Ratio **all = most ? &exec->holds[index].most : &exec->holds[index].least;
    Ratio *at = place_of(exec, all, &exec->plan->items[index], hit, period);
    if (at->den == 0 || (most ? ratio_compare(bound, *at) < 0 : ratio_compare(bound, *at) > 0))
        *at = bound;
    if (exec->trace)
        exec_trace(exec, rule, effect, TRACE_HELD, batch, hit, period, told);
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

/* Below 0: a comes before b by date and log; within a rule by occurrence, by its occurrences. */
static int compare_sets(const Exec *exec, const SetTo *a, const SetTo *b)
{
    const IrRule *rule = exec->plan->rules[a->rule].rule;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    if (a->rule != b->rule || rule->counter != COUNTER_STEPS)
        return 0;
    int32_t x = rule->effects[a->effect].step_first, y = rule->effects[b->effect].step_first;
    return x < y ? -1 : x > y;
}

static void put_set(const Exec *exec, SetTo *at, const SetTo *to)
{
    int order = at->value.den ? compare_sets(exec, to, at) : 1;
    if (order > 0) {
        *at = *to;
    } else if (order == 0 && at->other.den == 0 && ratio_compare(at->value, to->value) != 0) {
        at->other = to->value;
        at->other_rule = to->rule;
    }
}

static const char *words(Exec *exec, Text text)
{
    return arena_format(diag_arena(exec->diag), "%.*s", (int)text.size, text.at);
}

static const char *rule_words(Exec *exec, uint32_t rule)
{
    return words(exec, name_shown(&exec->plan->rules[rule].rule->name, diag_language(exec->diag)));
}

bool exec_set_agrees(Exec *exec, uint32_t index, uint32_t subject, const SetTo *to)
{
    const IrItem *item = exec->plan->items[index].item;
    Arena *arena = diag_arena(exec->diag);
    char day[16];
    if (to->other.den == 0 || exec->failed)
        return !exec->failed;
    exec->failed = exec->rules_fail = true;
    Text section = name_shown(&item->name, diag_language(exec->diag));
    Text id = exec->roster->kinds[item->subject].id[subject];
    diag_plain(exec->diag, DIAG_E0414, words(exec, section), words(exec, id),
               words(exec, (Text){day, day_write(day, to->day)}), rule_words(exec, to->rule),
               words(exec, ratio_text(arena, to->value)), rule_words(exec, to->other_rule),
               words(exec, ratio_text(arena, to->other)), NULL);
    return false;
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
    put_set(exec, at,
            &(SetTo){.value = value,
                     .position = position,
                     .day = exec->lanes->date[lane],
                     .rule = rule->index,
                     .effect = (uint32_t)(effect->effect - rule->rule->effects)});
    if (exec->trace)
        exec_trace(exec, rule, effect, TRACE_SET, batch, hit, period, value);
}

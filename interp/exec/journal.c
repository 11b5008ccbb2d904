/* Sections in order: what is posted to them is kept, and counts unless a restart comes after it in
 * the period (S17). */
#include "interp/exec/run.h"

#include <stdlib.h>

/* --- while postings come in --- */

static Entry *new_entry(Journal *journal)
{
    if (journal->count == journal->room) {
        journal->room = journal->room ? journal->room * 2 : 256;
        journal->entries = memory_resize(journal->entries, journal->room * sizeof(Entry));
    }
    return &journal->entries[journal->count++];
}

void exec_enter(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                size_t hit, int32_t period, Ratio amount)
{
    size_t lane = exec->hits.lane[hit];
    bool restarts = effect->effect->kind == EFFECT_RESTART;
    Entry *entry = new_entry(&exec->journals[effect->effect->item]);
    *entry = (Entry){.position = batch ? batch->position[exec->lanes->rows[lane]] : UINT64_MAX,
                     .subject = exec->hits.subject[hit],
                     .day = exec->lanes->date[lane],
                     .period = period,
                     .rule = (uint32_t)(rule->rule - exec->plan->ir->rules),
                     .effect = (uint32_t)(effect->effect - rule->rule->effects),
                     .restarts = restarts,
                     .amount = amount};
    if (!exec->trace)
        return;
    TraceEntry told = trace_entry(exec, rule, effect, restarts ? TRACE_RESTARTED : TRACE_POSTED,
                                  batch, hit, period, amount);
    if (trace_keeps(exec->trace, &told))
        entry->trace = arena_copy(exec->trace->arena, &told, sizeof told);
}

void exec_enter_claim(Exec *exec, const Claim *claim, int32_t period, Ratio amount)
{
    const PlanRule *rule = &exec->plan->rules[claim->rule];
    const IrEffect *effect = rule->effects[claim->effect].effect;
    Entry *entry = new_entry(&exec->journals[effect->item]);
    *entry = (Entry){.position = claim->position,
                     .subject = claim->subject,
                     .day = claim->day,
                     .period = period,
                     .rule = claim->rule,
                     .effect = (uint32_t)(effect - rule->rule->effects),
                     .amount = amount};
    if (claim->entry && trace_keeps(exec->trace, claim->entry))
        entry->trace = claim->entry;
}

/* --- when all are there --- */

/* A restart stands before what its own event posts: that is not from before it. */
static int by_subject_day_position(const void *a, const void *b)
{
    const Entry *x = a, *y = b;
    if (x->subject != y->subject)
        return x->subject < y->subject ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    if (x->restarts != y->restarts)
        return x->restarts ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->effect < y->effect ? -1 : x->effect > y->effect;
}

static void overflow(Exec *exec, uint32_t item, const Entry *entry)
{
    const IrRule *rule = exec->plan->rules[entry->rule].rule;
    exec_overflow(exec, &rule->name, &rule->meta, exec->plan->items[item].item->subject,
                  entry->subject);
}

static void count(Exec *exec, uint32_t item, const Entry *entry)
{
    if (entry->trace)
        trace_add(exec->trace, *entry->trace);
    if (!exec_post(exec, item, entry->subject, entry->period, entry->amount))
        overflow(exec, item, entry);
}

/* Nothing is left of those in [from, to), where the restart stands. */
static void absorb(Exec *exec, uint32_t item, size_t from, size_t to)
{
    const Entry *entries = exec->journals[item].entries, *restart = &entries[to];
    Ratio sum = RATIO(0);
    for (size_t i = from; i < to; i++) {
        TraceEntry *told = entries[i].trace;
        if (!ratio_add(&sum, sum, entries[i].amount))
            overflow(exec, item, &entries[i]);
        if (!told)
            continue;
        told->asked = told->asked.den ? told->asked : told->amount;
        told->amount = RATIO(0);
        told->restart = restart->trace;
        trace_add(exec->trace, *told);
    }
    if (!restart->trace)
        return;
    restart->trace->amount = sum;
    trace_add(exec->trace, *restart->trace);
}

static bool same_cell(const Entry *a, const Entry *b)
{
    return a->subject == b->subject && a->period == b->period;
}

void exec_settle(Exec *exec, uint32_t item)
{
    Journal *journal = &exec->journals[item];
    const Entry *entries = journal->entries;
    size_t open = 0; /* from here on it may still be absorbed */
    if (journal->count > 1)
        qsort(journal->entries, journal->count, sizeof *entries, by_subject_day_position);
    for (size_t i = 0; i < journal->count && !exec->failed; i++) {
        if (entries[i].restarts) {
            absorb(exec, item, open, i);
            open = i + 1;
        }
        bool ends = i + 1 == journal->count || !same_cell(&entries[i], &entries[i + 1]);
        for (; ends && open <= i && !exec->failed; open++)
            count(exec, item, &entries[open]);
    }
}

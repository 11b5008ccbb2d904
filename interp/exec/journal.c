/* Sections in order: what is posted to them is kept, and counts unless a restart comes after it in
 * the period (S17). */
#include "interp/exec/run.h"

#include <stdlib.h>

/* --- while postings come in --- */

static JournalEntry *new_entry(Journal *journal)
{
    if (journal->count == journal->room) {
        journal->room = journal->room ? journal->room * 2 : 256;
        journal->entries = memory_resize(journal->entries, journal->room * sizeof(JournalEntry));
    }
    return &journal->entries[journal->count++];
}

void exec_enter(Exec *exec, TraceEntry told)
{
    JournalEntry *entry = new_entry(&exec->journals[told.item]);
    *entry = (JournalEntry){.position = told.position,
                            .subject = told.subject,
                            .day = told.day,
                            .period = told.period,
                            .rule = told.rule,
                            .effect = told.effect,
                            .restarts = told.kind == TRACE_RESTARTED,
                            .is_open = told.high.den != 0,
                            .amount = told.amount,
                            .high = told.high.den ? told.high : told.amount};
    if (exec->trace && trace_keeps(exec->trace, &told))
        entry->trace = arena_copy(exec->trace->arena, &told, sizeof told);
}

/* --- when all are there --- */

/* A restart stands before what its own event posts: that is not from before it. */
static int by_subject_day_position(const void *a, const void *b)
{
    const JournalEntry *x = a, *y = b;
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
    return (x->effect > y->effect) - (x->effect < y->effect);
}

static void overflow(Exec *exec, uint32_t item, const JournalEntry *entry)
{
    const IrRule *rule = exec->plan->rules[entry->rule].rule;
    exec_overflow(exec, &rule->name, &rule->meta, exec->plan->items[item].item->subject,
                  entry->subject);
}

static void count(Exec *exec, uint32_t item, const JournalEntry *entry)
{
    if (entry->trace)
        trace_add(exec->trace, *entry->trace);
    Ends ends = {entry->amount, entry->high};
    bool good = entry->is_open
                    ? exec_open(exec, item, entry->subject, entry->period, ends)
                    : exec_post(exec, item, entry->subject, entry->period, entry->amount);
    if (!good)
        overflow(exec, item, entry);
}

/* Nothing is left of those in [from, to), where the restart stands. */
static void absorb(Exec *exec, uint32_t item, size_t from, size_t to)
{
    const JournalEntry *entries = exec->journals[item].entries, *restart = &entries[to];
    Ends sum = {RATIO(0), RATIO(0)};
    for (size_t i = from; i < to; i++) {
        TraceEntry *told = entries[i].trace;
        if (!ends_add(&sum, (Ends){entries[i].amount, entries[i].high}))
            overflow(exec, item, &entries[i]);
        if (!told)
            continue;
        told->asked = told->asked.den ? told->asked : told->amount;
        told->amount = RATIO(0);
        told->high = (Ratio){0, 0};
        told->restart = restart->trace;
        trace_add(exec->trace, *told);
    }
    if (!restart->trace)
        return;
    restart->trace->amount = sum.low;
    if (ratio_compare(sum.low, sum.high) != 0)
        restart->trace->high = sum.high;
    trace_add(exec->trace, *restart->trace);
}

static bool same_cell(const JournalEntry *a, const JournalEntry *b)
{
    return a->subject == b->subject && a->period == b->period;
}

void exec_settle(Exec *exec, uint32_t item)
{
    Journal *journal = &exec->journals[item];
    const JournalEntry *entries = journal->entries;
    size_t open = 0; /* from here on it may still be absorbed */
    if (journal->count > 1)
        qsort(journal->entries, journal->count, sizeof *entries, by_subject_day_position);
    for (size_t i = 0; i < journal->count; i++) {
        if (entries[i].restarts) {
            absorb(exec, item, open, i);
            open = i + 1;
        }
        bool ends = i + 1 == journal->count || !same_cell(&entries[i], &entries[i + 1]);
        for (; ends && open <= i; open++)
            count(exec, item, &entries[open]);
    }
}

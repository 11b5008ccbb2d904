/* Rules that measure a section's running balance at each of their events (S25). */
#include "interp/exec/run.h"

/* Entries and rows of one subject and period, in one order. */
typedef struct Balance {
    uint32_t item, subject;
    int32_t period;
    bool open;  /* a subject and period are looked at */
    Ratio base; /* den 0: unknown, and so is the balance */
    Ratio now;
    Ratio least; /* since it was last measured, this included */
    size_t next; /* entry of the journal */
} Balance;

static Ratio base_of(const Exec *exec, uint32_t index, uint32_t subject, int32_t period)
{
    const PlanItem *item = &exec->plan->items[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    return exec->bases[index][subject + (size_t)(period - item->first) * subjects];
}

static void open_period(const Exec *exec, Balance *balance, uint32_t subject, int32_t period)
{
    if (balance->open && balance->subject == subject && balance->period == period)
        return;
    balance->open = true;
    balance->subject = subject;
    balance->period = period;
    balance->base = base_of(exec, balance->item, subject, period);
    balance->now = balance->least = balance->base;
}

static int compare_place(const Entry *entry, uint32_t subject, Day day, uint64_t position)
{
    if (entry->subject != subject)
        return entry->subject < subject ? -1 : 1;
    if (entry->day != day)
        return entry->day < day ? -1 : 1;
    return entry->position < position ? -1 : entry->position > position;
}

/* All that happens at the place of the next entry, as one step. */
static bool take_place(const Exec *exec, const Journal *journal, Balance *balance)
{
    const Entry *first = &journal->entries[balance->next];
    open_period(exec, balance, first->subject, first->period);
    for (; balance->next < journal->count; balance->next++) {
        const Entry *entry = &journal->entries[balance->next];
        if (compare_place(entry, first->subject, first->day, first->position) != 0)
            return true;
        if (balance->base.den == 0)
            continue;
        if (entry->restarts)
            balance->now = balance->base;
        if (!ratio_add(&balance->now, balance->now, entry->amount))
            return false;
    }
    return true;
}

static void note_least(Balance *balance)
{
    if (balance->base.den && ratio_compare(balance->now, balance->least) < 0)
        balance->least = balance->now;
}

/* What happened before the row, then what its own event did. */
static bool move_to(const Exec *exec, Balance *balance, const Sorted *row, int32_t period,
                    Ratio *before)
{
    const Journal *journal = &exec->journals[balance->item];
    while (balance->next < journal->count &&
           compare_place(&journal->entries[balance->next], row->own, row->day, row->position) < 0) {
        if (!take_place(exec, journal, balance))
            return false;
        note_least(balance);
    }
    open_period(exec, balance, row->own, period);
    *before = balance->now;
    return balance->next == journal->count ||
           compare_place(&journal->entries[balance->next], row->own, row->day, row->position) ||
           take_place(exec, journal, balance);
}

/* `beyond`: how many of the row's occurrences leave the balance above n. */
static bool count_beyond(const PlanRule *rule, Ratio before, Ratio after, int64_t occurrences,
                         int64_t *times)
{
    Ratio each;
    if (!ratio_sub(&each, after, before) || !ratio_div(&each, each, RATIO(occurrences)))
        return false;
    bool above = ratio_compare(after, rule->rule->count) > 0;
    if (each.num > 0)
        *times = exec_firings(rule, before, after, each, occurrences);
    else
        *times = above ? occurrences : 0;
    return true;
}

/* What the rule's crossing is: from the least since it was last measured. False: overflow. */
static bool measure(const PlanRule *rule, const Balance *balance, Ratio before, int64_t occurrences,
                    int64_t *times)
{
    if (rule->rule->counter == COUNTER_BEYOND)
        return count_beyond(rule, before, balance->now, occurrences, times);
    *times = exec_firings(rule, balance->least, balance->now, RATIO(1), occurrences);
    return true;
}

/* Versions of the rule that measure the same section share what was measured. */
static bool is_measured(const Exec *exec, uint32_t rule, uint32_t item)
{
    const IrRule *of = exec->plan->rules[rule].rule;
    return of->balance && of->counted->index == item;
}

void exec_balance(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule)
{
    Ratio balances[LANES];
    Balance balance = {.item = rule->rule->counted->index};
    const PlanItem *item = &exec->plan->items[balance.item];
    exec->balances = balances;
    for (size_t i = 0; i < kept->batch->count && !exec->failed; i++) {
        uint32_t row = sorted[i].row;
        int32_t period;
        int64_t times = 0, occurrences = kept->batch->times[row];
        Ratio before;
        if (!item_period(exec, item, sorted[i].own, sorted[i].day, &period) ||
            !is_measured(exec, kept->rule[row], balance.item))
            continue;
        bool good = move_to(exec, &balance, &sorted[i], period, &before);
        if (good && balance.base.den && kept->rule[row] == rule->index)
            good = measure(rule, &balance, before, occurrences, &times);
        if (!good)
            exec_overflow(exec, &rule->rule->name, &rule->rule->meta, item->item->subject,
                          sorted[i].own);
        balance.least = balance.now;
        if (times <= 0) /* it may have fallen */
            continue;
        balances[exec->lanes->count] = balance.now;
        exec_fire(exec, rule, kept->batch, sorted, i, times, i);
    }
    exec_flush(exec, rule, kept->batch);
    exec->balances = NULL;
}

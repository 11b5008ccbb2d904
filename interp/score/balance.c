/* Rules that measure a section's running balance at each of their events (S25). */
#include "interp/score/score.h"

#include <stdlib.h>

/* A firing that is found before anything fires: what a base reads needs the lanes. */
typedef struct Firing {
    size_t at; /* among the sorted rows */
    int64_t times;
    Ratio balance;
} Firing;

typedef struct Firings {
    Firing *list;
    size_t count, room;
} Firings;

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

static void open_period(Exec *exec, Balance *balance, uint32_t subject, int32_t period)
{
    if (balance->open && balance->subject == subject && balance->period == period)
        return;
    balance->open = true;
    balance->subject = subject;
    balance->period = period;
    balance->base = score_base(exec, balance->item, subject, period);
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
static bool take_place(Exec *exec, const Journal *journal, Balance *balance)
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
static bool move_to(Exec *exec, Balance *balance, const Sorted *row, int32_t period, Ratio *before)
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

static void add_firing(Firings *firings, Firing firing)
{
    if (firings->count == firings->room) {
        firings->room = firings->room ? firings->room * 2 : 256;
        firings->list = memory_resize(firings->list, firings->room * sizeof(Firing));
    }
    firings->list[firings->count++] = firing;
}

/* Versions of the rule that measure the same section share what was measured. */
static bool is_measured(const Exec *exec, uint32_t rule, uint32_t item)
{
    const IrRule *of = exec->plan->rules[rule].rule;
    return rule_is_balance(of) && of->counted->index == item;
}

static void find_firings(Exec *exec, const PlanRule *rule, const Sorted *sorted, Firings *firings)
{
    const Kept *kept = &exec->kept[rule->ordered];
    Balance balance = {.item = rule->rule->counted->index};
    const PlanItem *item = &exec->plan->items[balance.item];
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
        if (times > 0)
            add_firing(firings, (Firing){i, times, balance.now});
        balance.least = balance.now;
    }
}

void score_balance(Exec *exec, const PlanRule *rule)
{
    const Batch *batch = exec->kept[rule->ordered].batch;
    Ratio balances[LANES];
    Firings firings = {0};
    Sorted *sorted = exec_sort_rows(batch);
    find_firings(exec, rule, sorted, &firings);
    exec->frame.slots = (const int64_t *const *)batch->slots;
    exec->balances = balances;
    exec->lanes->count = 0;
    for (size_t i = 0; i < firings.count && !exec->failed; i++) {
        const Firing *firing = &firings.list[i];
        balances[exec->lanes->count] = firing->balance;
        exec_fire(exec, rule, batch, sorted, firing->at, firing->times, firing->at);
    }
    exec_flush(exec, rule, batch);
    exec->balances = NULL;
    free(firings.list);
    free(sorted);
}

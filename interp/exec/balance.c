/* Rules that measure a section's running balance at each of their events (S25). */
#include "interp/exec/run.h"

/* Entries and rows of one subject and period, in one order. */
typedef struct Balance {
    uint32_t item, subject;
    int32_t period;
    bool open;   /* a subject and period are looked at */
    Ratio base;  /* den 0: unknown, and so is the balance */
    Ends now;    /* low and high differ while a decision is open (S21) */
    Ends before; /* the last event's postings, and after its restart */
    Ends least;  /* since it was last measured, this included */
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
    balance->now = balance->least = (Ends){balance->base, balance->base};
}

static int compare_place(const JournalEntry *entry, uint32_t subject, Day day, uint64_t position)
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
    const JournalEntry *first = &journal->entries[balance->next];
    open_period(exec, balance, first->subject, first->period);
    balance->before = balance->now;
    for (; balance->next < journal->count; balance->next++) {
        const JournalEntry *entry = &journal->entries[balance->next];
        if (compare_place(entry, first->subject, first->day, first->position) != 0)
            return true;
        if (balance->base.den == 0)
            continue;
        if (entry->restarts)
            balance->now = balance->before = (Ends){balance->base, balance->base};
        if (!ends_add(&balance->now, (Ends){entry->amount, entry->high}))
            return false;
    }
    return true;
}

static void note_least(Balance *balance)
{
    if (balance->base.den == 0)
        return;
    if (ratio_compare(balance->now.low, balance->least.low) < 0)
        balance->least.low = balance->now.low;
    if (ratio_compare(balance->now.high, balance->least.high) < 0)
        balance->least.high = balance->now.high;
}

/* What happened before the row, then what its own event did. */
static bool move_to(const Exec *exec, Balance *balance, const Sorted *row, int32_t period)
{
    const Journal *journal = &exec->journals[balance->item];
    while (balance->next < journal->count &&
           compare_place(&journal->entries[balance->next], row->own, row->day, row->position) < 0) {
        if (!take_place(exec, journal, balance))
            return false;
        note_least(balance);
    }
    open_period(exec, balance, row->own, period);
    balance->before = balance->now;
    return balance->next == journal->count ||
           compare_place(&journal->entries[balance->next], row->own, row->day, row->position) ||
           take_place(exec, journal, balance);
}

/* `beyond`: how many of the row's occurrences leave the balance above n. */
static bool count_beyond(const PlanRule *rule, Ratio n, Ratio before, Ratio after,
                         int64_t occurrences, int64_t *times)
{
    Ratio each;
    bool fits = ratio_sub(&each, after, before) && ratio_div(&each, each, RATIO(occurrences));
    if (fits && each.num < 0) { /* it falls: the same steps, counted from the other end */
        Ratio first = before;
        fits = ratio_add(&before, after, each) && ratio_add(&after, first, each) &&
               ratio_neg(&each, each);
    }
    *times = fits ? exec_firings(rule, n, before, after, each, occurrences) : 0;
    return fits;
}

/* How often the rule fires at least and at most, whatever is decided. False: overflow. */
static bool measure(const PlanRule *rule, Ratio n, const Balance *balance, int64_t occurrences,
                    int64_t times[2])
{
    Ratio one = RATIO(1);
    Ends before = balance->before;
    if (rule->rule->counter == COUNTER_BEYOND) {
        bool fits = count_beyond(rule, n, before.low, balance->now.low, occurrences, &times[0]);
        fits &= count_beyond(rule, n, before.high, balance->now.high, occurrences, &times[1]);
        return fits;
    }
    times[0] = exec_firings(rule, n, balance->least.high, balance->now.low, one, occurrences);
    times[1] = exec_firings(rule, n, balance->least.low, balance->now.high, one, occurrences);
    for (int i = 0; i < 2; i++)
        times[i] = times[i] < 0 ? 0 : times[i]; /* it may have fallen */
    return true;
}

/* Whether it fires hangs on what is not decided, and so does what it would act on. */
static void leave_open(Exec *exec, const PlanRule *rule, const Batch *batch, const Sorted *sorted,
                       size_t at)
{
    exec_flush(exec, rule, batch);
    exec_fire(exec, rule, batch, sorted, at, 1, at);
    exec_bind(exec, exec->lanes);
    exec_charges(exec, rule, batch, NULL);
    exec_undecided_hits(exec, rule);
    exec->lanes->count = 0;
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
    for (size_t i = 0; i < kept->batch->count; i++) {
        uint32_t row = sorted[i].row;
        int32_t period;
        int64_t times[2] = {0, 0}, occurrences = kept->batch->times[row];
        if (!item_period(exec, item, sorted[i].own, sorted[i].day, &period) ||
            !is_measured(exec, kept->rule[row], balance.item))
            continue;
        bool good = move_to(exec, &balance, &sorted[i], period);
        if (good && balance.base.den && kept->rule[row] == rule->index)
            good = measure(rule, exec_limit(kept, row, rule), &balance, occurrences, times);
        if (!good)
            exec_overflow(exec, &rule->rule->name, &rule->rule->meta, item->item->subject,
                          sorted[i].own);
        balance.least = balance.now;
        if (kept->rule[row] == rule->index)
            exec_count_row(exec, rule, &sorted[i],
                           (TraceCount){.period = period,
                                        .before = balance.before.low,
                                        .after = balance.now.low,
                                        .wanted = exec_limit(kept, row, rule),
                                        .firings = times[0],
                                        .is_open = times[0] != times[1]});
        if (times[0] != times[1])
            leave_open(exec, rule, kept->batch, sorted, i);
        if (times[0] != times[1] || times[0] == 0)
            continue;
        balances[exec->lanes->count] = balance.now.low;
        exec_fire(exec, rule, kept->batch, sorted, i, times[0], i);
    }
    exec_flush(exec, rule, kept->batch);
    exec->balances = NULL;
}

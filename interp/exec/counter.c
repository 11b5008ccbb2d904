/* Counters: how many, or how much, within the window that holds the event (S4, S19). */
#include "interp/exec/run.h"

/* The rows of one subject that are in the window of the row looked at. */
typedef struct Tally {
    size_t first;
    Ratio sum; /* of those before the row */
} Tally;

/* What one occurrence of the row adds; an unknown amount adds nothing. */
static Ratio each_of(const Kept *kept, uint32_t row)
{
    if (!kept->value)
        return RATIO(1);
    return kept->value[row].den ? kept->value[row] : RATIO(0);
}

static bool add_row(Ratio *sum, const Kept *kept, uint32_t row, int64_t sign)
{
    Ratio total;
    return ratio_mul(&total, each_of(kept, row), RATIO(sign * kept->batch->times[row])) &&
           ratio_add(sum, *sum, total);
}

/* Whole multiples of n in a sum; below 0 there are none. */
static int64_t multiples(Ratio sum, Ratio n)
{
    Ratio quotient;
    if (sum.num <= 0 || !ratio_div(&quotient, sum, n))
        return 0;
    return quotient.num / quotient.den;
}

/* How many of the row's occurrences end above n. */
static int64_t beyond(Ratio before, Ratio each, int64_t times, Ratio n)
{
    Ratio room;
    if (each.num <= 0)
        return ratio_compare(before, n) > 0 && ratio_is_zero(each) ? times : 0;
    if (ratio_compare(before, n) >= 0)
        return times;
    if (!ratio_sub(&room, n, before))
        return 0;
    int64_t within = multiples(room, each);
    return within < times ? times - within : 0;
}

/* How many of the row's occurrences are the window's first to last ones of the step. */
static int64_t in_step(const IrEffect *effect, int64_t before, int64_t times)
{
    int64_t first = effect->step_first > before + 1 ? effect->step_first : before + 1;
    int64_t last = effect->step_last < before + times ? effect->step_last : before + times;
    return last < first ? 0 : last - first + 1;
}

Ratio exec_limit(const Kept *kept, uint32_t row, const PlanRule *of)
{
    Ratio n = kept->limit ? kept->limit[row] : of->rule->count;
    return n.num > 0 ? n : (Ratio){0, 0};
}

void exec_count_row(const Exec *exec, const PlanRule *rule, const Sorted *at, TraceCount count)
{
    if (!exec->trace || !exec->trace->has_counts || rule->rule->family != exec->trace->family)
        return;
    count.rule = rule->index;
    count.own = at->own;
    count.day = at->day;
    count.position = at->position;
    trace_add_count(exec->trace, count);
}

int64_t exec_firings(const PlanRule *of, Ratio n, Ratio before, Ratio after, Ratio each,
                     int64_t times)
{
    if (n.den == 0)
        return 0;
    switch (of->rule->counter) {
    case COUNTER_REACHING:
        return ratio_compare(before, n) < 0 && ratio_compare(after, n) >= 0;
    case COUNTER_EVERY:
        return multiples(after, n) - multiples(before, n);
    case COUNTER_BEYOND:
        return beyond(before, each, times, n);
    case COUNTER_STEPS: /* one effect at a time */
        return in_step(of->effects[0].effect, before.num, times);
    case COUNTER_NONE:
    case COUNTER_RUN:
        break;
    }
    return 0;
}

/* Rows that the window no longer holds leave the sum; those that no window held were never in it.
 */
static bool leave_window(const Exec *exec, const Kept *kept, const Sorted *sorted, Day from,
                         const Window *window, Tally *tally)
{
    for (; sorted[tally->first].day < from; tally->first++) {
        const Sorted *row = &sorted[tally->first];
        Day unused;
        if (exec_window(exec, window, row->own, row->day, &unused) &&
            !add_row(&tally->sum, kept, row->row, -1))
            return false;
    }
    return true;
}

/* Every row adds to the sum, whichever version selected it; only the version's own ones fire. */
void exec_counter(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule)
{
    const Batch *batch = kept->batch;
    Tally tally = {0, {0, 1}};
    for (size_t i = 0; i < batch->count; i++) {
        uint32_t row = sorted[i].row;
        bool same = i > 0 && sorted[i].own == sorted[i - 1].own;
        if (!same)
            tally = (Tally){i, {0, 1}};
        Day from;
        if (!exec_window(exec, &rule->rule->window, sorted[i].own, sorted[i].day, &from))
            continue; /* between two seasons nothing is counted */
        bool fits = leave_window(exec, kept, sorted, from, &rule->rule->window, &tally);
        Ratio before = tally.sum;
        if (!fits || !add_row(&tally.sum, kept, row, 1)) {
            exec_overflow(exec, &rule->rule->name, &rule->rule->meta,
                          event_own_kind(exec->plan->ir, batch->kind[row]), sorted[i].own);
            return;
        }
        if (kept->rule[row] != rule->index)
            continue;
        Ratio n = exec_limit(kept, row, rule);
        int64_t times =
            exec_firings(rule, n, before, tally.sum, each_of(kept, row), batch->times[row]);
        exec_count_row(
            exec, rule, &sorted[i],
            (TraceCount){.before = before, .after = tally.sum, .wanted = n, .firings = times});
        if (times > 0)
            exec_fire(exec, rule, batch, sorted, i, times, tally.first);
    }
}

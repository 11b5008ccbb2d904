/* What needs order: kept rows sorted once by subject, day, log position; then one pass. */
#include "interp/exec/run.h"

#include <stdlib.h>

enum { BY_SUBJECT, BY_DAY, BY_POSITION, COLUMNS };

static void column(const void *context, size_t which, uint64_t *out)
{
    const Batch *batch = context;
    for (size_t i = 0; i < batch->count; i++)
        out[i] = which == BY_SUBJECT ? batch->own[i]
                 : which == BY_DAY   ? key_of_signed(batch->day[i])
                                     : batch->position[i];
}

static const Sorted *sort_batch(Exec *exec, const Batch *batch)
{
    if (batch->count > exec->sorted_room) {
        exec->sorted_room = batch->count;
        exec->sorted = memory_resize(exec->sorted, batch->count * sizeof *exec->sorted);
    }
    order_rows(&exec->order, batch->count, &(SortKeys){column, batch, COLUMNS, COLUMNS});
    for (size_t i = 0; i < batch->count; i++) {
        uint32_t row = exec->order.at[i];
        exec->sorted[i] = (Sorted){batch->position[row], batch->own[row], batch->day[row], row};
    }
    return exec->sorted;
}

void exec_flush(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    if (exec->lanes->count == 0)
        return;
    exec_bind(exec, exec->lanes);
    exec_emit(exec, rule, batch, NULL);
    exec->lanes->count = 0;
}

void exec_fire(Exec *exec, const PlanRule *rule, const Batch *batch, const Sorted *sorted,
               size_t at, int64_t times, size_t first)
{
    Lanes *lanes = exec->lanes;
    uint32_t row = sorted[at].row;
    size_t i = lanes->count++;
    lanes->rows[i] = row;
    lanes->own[i] = sorted[at].own;
    lanes->roster_day[i] = lanes->date[i] = sorted[at].day;
    lanes->times[i] = (int32_t)times;
    lanes->held_first[i] = (uint32_t)first;
    lanes->held_last[i] = (uint32_t)at;
    exec->frame.own_kind = event_own_kind(exec->plan->ir, batch->kind[row]);
    if (lanes->count == LANES)
        exec_flush(exec, rule, batch);
}

bool exec_window(const Exec *exec, const Window *window, uint32_t own, Day day, Day *from)
{
    *from = DAY_ALWAYS;
    if (window->kind == WINDOW_NONE)
        return true;
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    Day to, anchor = has_calendar ? exec_anchor(exec, window->calendar, own) : NO_ANCHOR;
    return window_days(exec->plan->ir, window, anchor, day, day, from, &to);
}

/* The elements since the last break or firing that still are within the window. */
typedef struct Streak {
    int64_t count;
    int64_t lead; /* what the first of them adds: a firing may have used up some of it */
    size_t first;
} Streak;

static void leave_window(const Batch *batch, const Sorted *sorted, size_t at, Day from,
                         Streak *streak)
{
    if (streak->count == 0)
        return;
    while (streak->first < at && sorted[streak->first].day < from) {
        streak->count -= streak->lead;
        streak->first++;
        streak->lead = batch->times[sorted[streak->first].row];
    }
    if (streak->first == at || streak->count < 0)
        streak->count = 0;
}

/* So many elements fire; INT64_MAX: none do, whatever comes. */
static int64_t run_length(Ratio n, const PlanRule *of)
{
    if (of->rule->counter != COUNTER_RUN || n.den == 0)
        return INT64_MAX;
    return n.num / n.den + (n.num % n.den != 0);
}

/* What an element came to; one that breaks the run: to nothing. */
static void note_element(const Exec *exec, const PlanRule *of, const Sorted *at, Ratio n,
                         int64_t before, int64_t after, int64_t firings)
{
    exec_count_row(
        exec, of, at,
        (TraceCount){
            .before = RATIO(before), .after = RATIO(after), .wanted = n, .firings = firings});
}

/* One pass over the stream of a run: an element that fails sets the count to 0, reaching n fires
 * and sets 0; a row of several occurrences counts as so many (S3, S19). The rule's versions share
 * the stream; each fires with its own n, window and amount. */
static void pass_run(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *fires)
{
    const Batch *batch = kept->batch;
    Streak streak = {0};
    for (size_t i = 0; i < batch->count; i++) {
        uint32_t row = sorted[i].row;
        const PlanRule *of = &exec->plan->rules[kept->rule[row]];
        if (i == 0 || sorted[i].own != sorted[i - 1].own)
            streak.count = 0;
        Day from;
        Ratio limit = exec_limit(kept, row, of);
        bool has_window = exec_window(exec, &of->rule->window, sorted[i].own, sorted[i].day, &from);
        if (has_window)
            leave_window(batch, sorted, i, from, &streak);
        if (!kept->passes[row]) {
            if (of == fires && has_window)
                note_element(exec, of, &sorted[i], limit, streak.count, 0, 0);
            streak.count = 0;
        }
        if (!kept->passes[row] || !has_window)
            continue;
        if (streak.count == 0)
            streak = (Streak){0, batch->times[row], i};
        int64_t n = run_length(limit, of);
        if (streak.count >= n) /* counted under a version that wanted more: one more is enough */
            streak.count = n - 1;
        int64_t before = streak.count, firings = (before + batch->times[row]) / n;
        streak.count = (before + batch->times[row]) % n;
        if (of == fires)
            note_element(exec, of, &sorted[i], limit, before, streak.count, firings);
        if (firings > 0 && of == fires)
            exec_fire(exec, fires, batch, sorted, i, firings, streak.first);
        if (firings > 0) /* a remainder belongs to this row */
            streak = (Streak){streak.count, streak.count, i};
    }
}

/* Each effect has its own occurrences. */
static void pass_steps(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        PlanRule one = *rule;
        one.effects += i;
        one.effect_count = 1;
        exec_counter(exec, kept, sorted, &one);
        exec_flush(exec, &one, kept->batch);
    }
}

static void pass_version(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule)
{
    exec->lanes->count = 0;
    if (rule->effect_count == 0 || rule->rule->counter == COUNTER_NONE)
        return;
    if (rule->rule->balance)
        exec_balance(exec, kept, sorted, rule);
    else if (rule->rule->counter == COUNTER_RUN)
        pass_run(exec, kept, sorted, rule);
    else if (rule->rule->counter == COUNTER_STEPS)
        pass_steps(exec, kept, sorted, rule);
    else
        exec_counter(exec, kept, sorted, rule);
    exec_flush(exec, rule, kept->batch);
}

static void finish_run(Exec *exec, uint32_t run)
{
    Kept *kept = &exec->kept[run];
    if (kept->batch->count == 0)
        return;
    const Sorted *sorted = sort_batch(exec, kept->batch);
    uint64_t *positions = NULL;
    if (exec->trace) {
        positions = arena_alloc(exec->trace->arena, kept->batch->count * sizeof *positions);
        for (size_t i = 0; i < kept->batch->count; i++)
            positions[i] = sorted[i].position;
    }
    exec->run_positions = positions;
    exec->frame.slots = (const int64_t *const *)kept->batch->slots;
    for (uint32_t i = 0; i < exec->plan->ir->rule_count; i++)
        if (exec->plan->rules[i].ordered == run)
            pass_version(exec, kept, sorted, &exec->plan->rules[i]);
    exec->run_positions = NULL;
}

void exec_streams(Exec *exec, uint32_t stage)
{
    for (uint32_t i = 0; i < exec->plan->run_count; i++)
        if (exec->plan->runs[i].stage == stage)
            finish_run(exec, i);
    for (uint32_t i = 0; i < exec->plan->pool_count; i++)
        if (!exec->plan->pools[i].on_scores && exec->plan->pools[i].stage == stage)
            exec_pool_finish(exec, i);
}

void exec_finish(Exec *exec)
{
    exec_streams(exec, NO_INDEX);
    exec_gather_sort(exec);
}

bool exec_is_there_throughout(const Exec *exec, uint32_t subject)
{
    const Frame *frame = &exec->frame;
    const RosterKind *kind = &exec->roster->kinds[frame->own_kind];
    return roster_days(kind, subject, frame->first_day, frame->last_day) ==
           frame->last_day - frame->first_day + 1;
}

void exec_score_rule(Exec *exec, const PlanRule *rule, const uint8_t *verdicts)
{
    uint8_t mask[LANES];
    if (exec->frame.last_day > exec->frame.as_of)
        return; /* the period has not ended */
    exec_bind(exec, exec->lanes);
    exec_program(exec, &rule->condition, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    const int64_t *fires = exec->frame.regs[rule->condition.out].num;
    bool any = false;
    for (size_t i = 0; i < exec->lanes->count; i++) {
        bool holds = verdicts && verdicts[i] < 2 ? verdicts[i] : fires[i] == 1;
        mask[i] = holds && exec->lanes->roster_day[i] != DAY_ALWAYS &&
                  (!rule->rule->missing || exec_is_there_throughout(exec, exec->lanes->own[i]));
        any |= mask[i];
    }
    if (any)
        exec_emit(exec, rule, NULL, mask);
}

/* What needs order: kept rows sorted once by subject, day, log position; then one pass. */
#include "interp/exec/run.h"

#include <stdlib.h>

/* A row to sort, with its key beside it. */
typedef struct Sorted {
    uint64_t position;
    uint32_t own;
    Day day;
    uint32_t row;
} Sorted;

static int by_subject_day_position(const void *a, const void *b)
{
    const Sorted *x = a, *y = b;
    if (x->own != y->own)
        return x->own < y->own ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    return x->position < y->position ? -1 : x->position > y->position;
}

static Sorted *sort_rows(const Batch *batch)
{
    Sorted *sorted = memory_resize(NULL, (batch->count + 1) * sizeof *sorted);
    for (size_t i = 0; i < batch->count; i++)
        sorted[i] = (Sorted){batch->position[i], batch->own[i], batch->day[i], (uint32_t)i};
    qsort(sorted, batch->count, sizeof *sorted, by_subject_day_position);
    return sorted;
}

static void flush(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    if (exec->lanes->count == 0)
        return;
    exec_bind(exec, exec->lanes);
    exec_emit(exec, rule, batch, NULL);
    exec->lanes->count = 0;
}

static void fire(Exec *exec, const Batch *batch, const Sorted *at, int64_t times, size_t first,
                 size_t last)
{
    Lanes *lanes = exec->lanes;
    size_t i = lanes->count++;
    lanes->rows[i] = at->row;
    lanes->own[i] = at->own;
    lanes->roster_day[i] = lanes->date[i] = batch->day[at->row];
    lanes->times[i] = (int32_t)times;
    lanes->held_first[i] = (uint32_t)first;
    lanes->held_last[i] = (uint32_t)last;
}

/* One pass over the stream of a run: an element that fails sets the count to 0, reaching n fires
 * and sets 0; a row of several occurrences counts as so many (S3, S19). The rule's versions share
 * the stream; each fires with its own n and amount. */
static void pass_run(Exec *exec, Kept *kept, const Sorted *sorted, uint32_t version)
{
    const Batch *batch = kept->batch;
    const PlanRule *fires = &exec->plan->rules[version];
    uint32_t kind = UINT32_MAX;
    int64_t count = 0;
    size_t first = 0;
    exec->lanes->count = 0;
    for (size_t i = 0; i < batch->count && !exec->failed; i++) {
        uint32_t row = sorted[i].row;
        if (i == 0 || sorted[i].own != sorted[i - 1].own || !kept->passes[row])
            count = 0;
        if (!kept->passes[row])
            continue;
        if (count == 0)
            first = i;
        int64_t n = exec->plan->rules[kept->rule[row]].rule->count.num;
        if (count >= n) /* counted under a version that wanted more: the next one is enough */
            count = n - 1;
        int64_t firings = (count + batch->times[row]) / n;
        count = (count + batch->times[row]) % n;
        if (firings > 0 && kept->rule[row] == version) {
            kind = batch->kind[row];
            exec->frame.own_kind = event_own_kind(exec->plan->ir, kind);
            fire(exec, batch, &sorted[i], firings, first, i);
            if (exec->lanes->count == LANES)
                flush(exec, fires, batch);
        }
        if (firings > 0)
            first = i; /* a remainder belongs to this row */
    }
    flush(exec, fires, batch);
}

static void finish_run(Exec *exec, uint32_t run)
{
    Kept *kept = &exec->kept[run];
    if (kept->batch->count == 0)
        return;
    Sorted *sorted = sort_rows(kept->batch);
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
            pass_run(exec, kept, sorted, i);
    exec->run_positions = NULL;
    free(sorted);
}

void exec_finish(Exec *exec)
{
    for (uint32_t i = 0; i < exec->plan->run_count && !exec->failed; i++)
        finish_run(exec, i);
}

/* On the roster on every day of the period that is tried (S24). */
static bool is_there_throughout(const Exec *exec, uint32_t subject)
{
    const Frame *frame = &exec->frame;
    const RosterKind *kind = &exec->roster->kinds[frame->own_kind];
    return roster_days(kind, subject, frame->first_day, frame->last_day) ==
           frame->last_day - frame->first_day + 1;
}

void exec_score_rule(Exec *exec, const PlanRule *rule)
{
    uint8_t mask[LANES];
    exec_bind(exec, exec->lanes);
    exec_program(exec, &rule->condition, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    const int64_t *fires = exec->frame.regs[rule->condition.out].num;
    bool any = false;
    for (size_t i = 0; i < exec->lanes->count; i++) {
        mask[i] = fires[i] == 1 && exec->lanes->roster_day[i] != DAY_ALWAYS &&
                  (!rule->rule->missing || is_there_throughout(exec, exec->lanes->own[i]));
        any |= mask[i];
    }
    if (any)
        exec_emit(exec, rule, NULL, mask);
}

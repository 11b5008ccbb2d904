/* Rules on events that read a score: their events wait until it is known, then run as others did
 * while the log passed (S2). */
#include "interp/exec/run.h"

#include <stdlib.h>

/* The rows in exec->lanes: what of the condition could be told holds for them. */
void exec_wait(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    const Lanes *lanes = exec->lanes;
    Batch **waiting = &exec->waiting[rule->index];
    if (!*waiting)
        *waiting = batch_new(rule->kept, exec->plan->ir->slot_count, lanes->count);
    for (size_t i = 0; i < lanes->count; i++)
        if (lanes->date[i] >= rule->first && lanes->date[i] <= rule->last)
            batch_append(*waiting, batch, lanes->rows[i]);
}

static void run_waiting(Exec *exec, const PlanRule *rule)
{
    const Batch *batch = exec->waiting[rule->index];
    if (!batch)
        return;
    size_t *start = exec_group(exec, batch);
    exec->frame.slots = (const int64_t *const *)batch->slots;
    for (uint32_t kind = 0; kind < exec->plan->ir->event_count && !exec->failed; kind++)
        for (size_t at = start[kind]; at < start[kind + 1] && !exec->failed; at += LANES) {
            size_t left = start[kind + 1] - at;
            exec->frame.own_kind = event_own_kind(exec->plan->ir, kind);
            exec_rows(exec, rule, &rule->late, batch, exec->by_kind + at,
                      left < LANES ? left : LANES);
        }
    free(start);
}

void exec_stage(Exec *exec, uint32_t stage)
{
    const Plan *plan = exec->plan;
    bool any = false;
    for (uint32_t i = 0; i < plan->ir->rule_count && !exec->failed; i++) {
        if (!plan->rules[i].kept || plan->rule_stage[i] != stage)
            continue;
        run_waiting(exec, &plan->rules[i]);
        any = true;
    }
    if (any)
        exec_streams(exec, stage);
}

/* Stage by stage: what reads only its own subject in runs of subjects that stay in the cache,
 * then what needs everyone. */
#include "interp/score/score.h"

#include <stdlib.h>

static void local_item(Exec *exec, uint32_t index, uint32_t first, size_t count)
{
    const PlanItem *item = &exec->plan->items[index];
    if (calendar_is_own(&exec->plan->ir->calendars[item->item->calendar])) {
        score_own_item(exec, index, first, count);
        return;
    }
    for (int32_t period = item->first; period <= item->last && !exec->failed; period++) {
        score_lanes(exec, item->item->subject, item->item->calendar, period, first, count);
        score_value(exec, index, period, first, count);
    }
}

void score_trial(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count)
{
    uint8_t verdicts[RUN_OF_SUBJECTS];
    if (rule->is_period_run) {
        score_run_trial(exec, rule, period, first, count);
        return;
    }
    bool opens = exec->has_open && exec->plan->rule_can_open[rule->index];
    if (opens)
        score_open_rule(exec, rule, period, first, count, verdicts);
    score_lanes(exec, rule->rule->subject, rule->rule->calendar, period, first, count);
    exec_score_rule(exec, rule, opens ? verdicts : NULL);
}

bool score_in_force(const Exec *exec, const PlanRule *rule, int32_t period)
{
    const IrCalendar *calendar = &exec->plan->ir->calendars[rule->rule->calendar];
    Day day = calendar_last(calendar, calendar->anchor, period);
    return day >= rule->from && day <= rule->until;
}

static void score_rule(Exec *exec, const PlanRule *rule, uint32_t first, size_t count)
{
    const Ir *ir = exec->plan->ir;
    const IrCalendar *calendar = &ir->calendars[rule->rule->calendar];
    if (calendar_is_own(calendar)) {
        score_own_rule(exec, rule, first, count);
        return;
    }
    for (int32_t period = rule->first; period <= rule->last; period++)
        if (score_in_force(exec, rule, period))
            score_trial(exec, rule, period, first, count);
}

static uint32_t node_subject(const Exec *exec, NodeRef ref)
{
    return ref.kind == REF_ITEM ? exec->plan->items[ref.index].item->subject
                                : exec->plan->rules[ref.index].rule->subject;
}

static uint32_t node_stage(const Exec *exec, NodeRef ref)
{
    return ref.kind == REF_ITEM ? exec->plan->items[ref.index].stage
                                : exec->plan->rule_stage[ref.index];
}

/* Columns that are not kept hold one run of subjects at a time. */
static void move_scratch(Exec *exec, uint32_t kind, uint32_t first)
{
    for (size_t i = 0; i < exec->plan->ir->item_count; i++) {
        const PlanItem *item = &exec->plan->items[i];
        if (item->scratch && item->item->subject == kind)
            exec->columns[i].origin = first;
    }
}

/* The nodes of a stage for one run of subjects of one kind, in the order of the graph. */
static void local_nodes(Exec *exec, uint32_t stage, uint32_t kind, uint32_t first, size_t count)
{
    for (size_t i = 0; i < exec->plan->order_count; i++) {
        NodeRef ref = exec->plan->order[i];
        if (node_stage(exec, ref) != stage || node_subject(exec, ref) != kind)
            continue;
        if (ref.kind == REF_RULE && exec->plan->rules[ref.index].rule->staged)
            continue;
        if (ref.kind == REF_RULE)
            score_rule(exec, &exec->plan->rules[ref.index], first, count);
        else if (ref.kind == REF_ITEM && !item_is_barrier(exec->plan, ref.index) &&
                 exec->plan->items[ref.index].item->kind != ITEM_MEASURE)
            local_item(exec, ref.index, first, count);
    }
}

static void alone_nodes(Exec *exec, uint32_t stage, uint32_t kind)
{
    if (kind != exec->alone_kind)
        return;
    move_scratch(exec, kind, exec->alone);
    local_nodes(exec, stage, kind, exec->alone, 1);
}

/* A section whose postings are kept in order. */
static void settled_item(Exec *exec, uint32_t index)
{
    const PlanItem *item = &exec->plan->items[index];
    size_t all = exec->roster->kinds[item->item->subject].count;
    exec_settle(exec, index);
    exec_open_columns(exec); /* the first open decision may be one of these postings */
    for (size_t first = 0; first < all; first += RUN_OF_SUBJECTS)
        local_item(exec, index, (uint32_t)first,
                   all - first < RUN_OF_SUBJECTS ? all - first : RUN_OF_SUBJECTS);
}

void score_barrier(Exec *exec, uint32_t index, int32_t period)
{
    switch (exec->plan->items[index].item->kind) {
    case ITEM_RANK:
        score_rank(exec, index, period, UINT32_MAX);
        break;
    case ITEM_GRADE:
        score_grade(exec, index, period, UINT32_MAX, NULL, NULL);
        break;
    case ITEM_GROUP:
        score_group(exec, index, period);
        score_open_group(exec, index, period);
        break;
    case ITEM_COUNTBACK:
        score_countback(exec, index, period);
        break;
    case ITEM_MEETING: /* the rank that compares fills it */
        break;
    case ITEM_SECTION:
    case ITEM_SCORE:
    case ITEM_MEASURE:
    case ITEM_MEMBER:
        score_keeping(exec, index, period);
        score_open_keeping(exec, index, period);
        break;
    }
}

static void barrier_nodes(Exec *exec, uint32_t stage)
{
    for (size_t i = 0; i < exec->plan->order_count && !exec->failed; i++) {
        NodeRef ref = exec->plan->order[i];
        if (ref.kind != REF_ITEM || node_stage(exec, ref) != stage)
            continue;
        const PlanItem *item = &exec->plan->items[ref.index];
        if (item->in_order)
            settled_item(exec, ref.index);
        for (int32_t period = item->first; period <= item->last && !exec->failed; period++)
            if (plan_is_barrier(item->item))
                score_barrier(exec, ref.index, period);
    }
}

/* What rules on scores put aside waits for everyone whom they charge, or share with. */
static void finish_pools(Exec *exec, uint32_t stage)
{
    for (uint32_t i = 0; i < exec->plan->pool_count; i++)
        if (exec->plan->pools[i].on_scores && exec->plan->pools[i].stage == stage)
            exec_pool_finish(exec, i);
}

bool score_graph(Exec *exec)
{
    const Plan *plan = exec->plan;
    for (uint32_t stage = 0; stage < plan->stages && !exec->failed; stage++) {
        exec_stage(exec, stage);
        exec_open_columns(exec);
        for (uint32_t kind = 0; kind < plan->ir->subject_count; kind++) {
            size_t all = exec->roster->kinds[kind].count;
            if (exec->is_alone) {
                alone_nodes(exec, stage, kind);
                continue;
            }
            for (size_t first = 0; first < all; first += RUN_OF_SUBJECTS) {
                size_t left = all - first;
                move_scratch(exec, kind, (uint32_t)first);
                local_nodes(exec, stage, kind, (uint32_t)first,
                            left < RUN_OF_SUBJECTS ? left : RUN_OF_SUBJECTS);
            }
        }
        finish_pools(exec, stage);
        barrier_nodes(exec, stage);
    }
    return !exec->failed;
}

size_t score_quotas(Exec *exec, uint32_t item, uint32_t subject, int32_t period, QuotaResult *out,
                    size_t room)
{
    const IrVersion *ir;
    size_t count = 0;
    if (!version_of(exec, item, subject, period, &ir) || ir->level_count > room)
        return 0;
    score_grade(exec, item, period, subject, out, &count);
    return count;
}

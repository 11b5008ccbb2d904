/* A batch through the event strata: rows by kind, voids, then each rule of the kind. */
#include "interp/exec/run.h"

#include <stdlib.h>
#include <string.h>

static void set_lane(Lanes *lanes, size_t i, const Batch *batch, uint32_t row)
{
    lanes->rows[i] = row;
    lanes->own[i] = batch->own[row];
    lanes->roster_day[i] = lanes->date[i] = batch->day[row];
    lanes->times[i] = batch->times[row];
}

static void set_lanes(Lanes *lanes, const Batch *batch, const uint32_t *rows, size_t count)
{
    lanes->count = count;
    for (size_t i = 0; i < count; i++)
        set_lane(lanes, i, batch, rows[i]);
}

/* Keeps the lanes for which `keep` (1: yes) is `wanted`. */
static void compress(Lanes *lanes, const int64_t *keep, bool wanted)
{
    size_t count = 0;
    for (size_t i = 0; i < lanes->count; i++) {
        lanes->rows[count] = lanes->rows[i];
        lanes->own[count] = lanes->own[i];
        lanes->roster_day[count] = lanes->roster_day[i];
        lanes->date[count] = lanes->date[i];
        lanes->times[count] = lanes->times[i];
        count += (keep[i] == 1) == wanted;
    }
    lanes->count = count;
}

static void in_force(Lanes *lanes, const PlanRule *rule)
{
    int64_t keep[LANES];
    bool all = true;
    for (size_t i = 0; i < lanes->count; i++) {
        keep[i] = lanes->date[i] >= rule->from && lanes->date[i] <= rule->until;
        all &= keep[i];
    }
    if (!all)
        compress(lanes, keep, true);
}

/* Leaves in exec->lanes the rows that the rule selects by that condition. */
static void select_rows(Exec *exec, const PlanRule *rule, const Program *condition,
                        const Batch *batch, const uint32_t *rows, size_t count)
{
    Lanes *lanes = exec->lanes;
    set_lanes(lanes, batch, rows, count);
    if (rule->from != DAY_ALWAYS || rule->until != DAY_NEVER)
        in_force(lanes, rule);
    exec_bind(exec, lanes);
    if (condition->count == 0 || lanes->count == 0)
        return;
    exec_program(exec, condition, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    compress(lanes, exec->frame.regs[condition->out].num, true);
    exec_bind(exec, lanes);
}

/* The lanes leave the group: both are in the order of the batch. */
static size_t without_lanes(const Lanes *lanes, uint32_t *rows, size_t count)
{
    size_t stay = 0, gone = 0;
    for (size_t i = 0; i < count; i++) {
        if (gone < lanes->count && lanes->rows[gone] == rows[i])
            gone++;
        else
            rows[stay++] = rows[i];
    }
    return stay;
}

/* Rows that a void or a `treat as` selects leave the group; returns how many stay. */
static size_t take_away(Exec *exec, const PlanRule *rule, const Batch *batch, uint32_t *rows,
                        size_t count)
{
    select_rows(exec, rule, &rule->condition, batch, rows, count);
    Lanes *lanes = exec->lanes;
    if (lanes->count == 0)
        return count;
    TraceKind kind = rule->is_void ? TRACE_VOIDED : TRACE_TREATED;
    if (exec->trace) {
        exec->hits.count = 0;
        exec_charges(exec, &(PlanRule){.rule = rule->rule}, batch, NULL);
        for (size_t i = 0; i < exec->hits.count; i++)
            exec_trace(exec, &(PlanRule){.rule = rule->rule}, NULL, kind, batch, i, 0, RATIO(0));
    }
    if (!rule->is_void)
        exec_treat(exec, rule, batch);
    return without_lanes(lanes, rows, count);
}

/* A row whose decision is out of bounds is rejected: no rule sees it. */
static size_t take_misdecided(Exec *exec, const PlanRule *rule, const Batch *batch, uint32_t *rows,
                              size_t count)
{
    int64_t bad[LANES];
    select_rows(exec, rule, &rule->condition, batch, rows, count);
    if (exec->lanes->count == 0 || !exec_misdecided(exec, rule, batch, bad))
        return count;
    compress(exec->lanes, bad, true);
    return without_lanes(exec->lanes, rows, count);
}

static void keep_room(Kept *kept, const PlanRun *run)
{
    if (kept->batch->count < kept->room)
        return;
    kept->room = kept->room ? kept->room * 2 : 256;
    kept->passes = memory_resize(kept->passes, kept->room);
    kept->rule = memory_resize(kept->rule, kept->room * sizeof *kept->rule);
    if (run->counted)
        kept->value = memory_resize(kept->value, kept->room * sizeof *kept->value);
    if (run->limited)
        kept->limit = memory_resize(kept->limit, kept->room * sizeof *kept->limit);
}

static void keep_row(Exec *exec, const PlanRule *rule, const Batch *batch, size_t lane, bool passes)
{
    Kept *kept = &exec->kept[rule->ordered];
    const PlanRun *run = &exec->plan->runs[rule->ordered];
    keep_room(kept, run);
    size_t count = kept->batch->count;
    batch_append(kept->batch, batch, exec->lanes->rows[lane]);
    kept->passes[count] = passes;
    kept->rule[count] = rule->index;
    if (run->counted && rule->counted.count)
        kept->value[count] = exec_value(exec, &rule->counted, lane);
    else if (run->counted)
        kept->value[count] = RATIO(1);
    if (run->limited)
        kept->limit[count] = rule->rule->count;
}

/* The n of the rows just kept. */
static void keep_limits(Exec *exec, const PlanRule *rule, size_t first)
{
    if (rule->limit.count == 0)
        return;
    exec_program(exec, &rule->limit, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    for (size_t i = 0; i < exec->lanes->count; i++)
        exec->kept[rule->ordered].limit[first + i] = exec_value(exec, &rule->limit, i);
}

/* A rule has a `where` of its run, or a counted amount, not both. */
static void keep_rows(Exec *exec, const PlanRule *rule, const Batch *batch)
{
    const Lanes *lanes = exec->lanes;
    size_t first = exec->kept[rule->ordered].batch->count;
    const Program *program = rule->run_where.count ? &rule->run_where : &rule->counted;
    const int64_t *passes = NULL;
    exec_program(exec, program, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    if (rule->run_where.count)
        passes = exec->frame.regs[rule->run_where.out].num;
    for (size_t i = 0; i < lanes->count; i++)
        keep_row(exec, rule, batch, i, !passes || passes[i] == 1);
    keep_limits(exec, rule, first);
}

void exec_rows(Exec *exec, const PlanRule *rule, const Program *condition, const Batch *batch,
               const uint32_t *rows, size_t count)
{
    if (condition == &rule->late && exec->has_open && exec->plan->rule_can_open[rule->index]) {
        select_rows(exec, rule, &(Program){.count = 0}, batch, rows, count);
        exec_undecided_rows(exec, rule, batch);
    }
    select_rows(exec, rule, condition, batch, rows, count);
    if (exec->lanes->count == 0)
        return;
    if (rule->kept && condition == &rule->condition) {
        exec_wait(exec, rule, batch);
        return;
    }
    if (exec_gathers(exec, rule))
        exec_gather(exec, rule, batch);
    if (rule->keeps)
        return;
    if (rule->ordered != NO_INDEX)
        keep_rows(exec, rule, batch);
    if (rule->ordered == NO_INDEX || rule->rule->counter == COUNTER_NONE)
        exec_emit(exec, rule, batch, NULL);
}

static void run_kind(Exec *exec, const Batch *batch, uint32_t kind, uint32_t *rows, size_t count)
{
    const KindRules *of = &exec->plan->kinds[kind];
    exec->frame.own_kind = event_own_kind(exec->plan->ir, kind);
    for (size_t i = 0; i < of->void_count && count > 0 && !exec->in_treated; i++)
        count = take_away(exec, &exec->plan->rules[of->voids[i]], batch, rows, count);
    for (size_t i = 0; i < of->treat_count && count > 0; i++)
        count = take_away(exec, &exec->plan->rules[of->treats[i]], batch, rows, count);
    for (size_t i = 0; i < of->decide_count && count > 0; i++)
        count = take_misdecided(exec, &exec->plan->rules[of->decides[i]], batch, rows, count);
    for (size_t i = 0; i < of->rule_count && count > 0 && !exec->failed; i++) {
        const PlanRule *rule = &exec->plan->rules[of->rules[i]];
        exec_rows(exec, rule, &rule->condition, batch, rows, count);
    }
}

bool exec_looks_at(const Exec *exec, uint32_t kind)
{
    const KindRules *of = &exec->plan->kinds[kind];
    bool told = exec->trace && of->void_count > 0; /* accounts list every void */
    return of->rule_count + of->treat_count + of->decide_count > 0 || told;
}

/* Whether each day of the batch matters to each kind that is looked at: the log was mostly written
 * for the periods that are asked for. */
static bool all_matter(const Exec *exec, const Batch *batch)
{
    Day first = DAY_NEVER, last = DAY_ALWAYS;
    for (size_t i = 0; i < batch->count; i++) {
        first = batch->day[i] < first ? batch->day[i] : first;
        last = batch->day[i] > last ? batch->day[i] : last;
    }
    for (uint32_t kind = 0; kind < exec->plan->ir->event_count; kind++) {
        const KindRules *of = &exec->plan->kinds[kind];
        if (exec_looks_at(exec, kind) && (first < of->from || last > of->until))
            return false;
    }
    return true;
}

static bool matters(const Exec *exec, const Batch *batch, size_t row)
{
    const KindRules *of = &exec->plan->kinds[batch->kind[row]];
    return batch->day[row] >= of->from && batch->day[row] <= of->until;
}

size_t *exec_group(Exec *exec, const Batch *batch)
{
    size_t kinds = exec->plan->ir->event_count;
    size_t *start = memory_resize(NULL, (kinds + 2) * sizeof *start);
    if (exec->by_kind_room < batch->count) {
        exec->by_kind_room = batch->count;
        exec->by_kind = memory_resize(exec->by_kind, batch->count * sizeof *exec->by_kind);
    }
    memset(start, 0, (kinds + 2) * sizeof *start);
    bool all = all_matter(exec, batch);
    for (size_t i = 0; i < batch->count; i++)
        start[batch->kind[i] + 2] += all || matters(exec, batch, i);
    for (size_t k = 2; k < kinds + 2; k++)
        start[k] += start[k - 1];
    for (size_t i = 0; i < batch->count; i++)
        if (all || matters(exec, batch, i))
            exec->by_kind[start[batch->kind[i] + 1]++] = (uint32_t)i;
    return start;
}

void exec_kind(Exec *exec, const Batch *batch, uint32_t kind, uint32_t *rows, size_t count)
{
    exec->frame.slots = (const int64_t *const *)batch->slots;
    for (size_t at = 0; at < count && !exec->failed; at += LANES)
        run_kind(exec, batch, kind, rows + at, count - at < LANES ? count - at : LANES);
}

static void run_batch(Exec *exec, const Batch *batch)
{
    size_t *start = exec_group(exec, batch);
    for (uint32_t kind = 0; kind < exec->plan->ir->event_count; kind++)
        if (exec_looks_at(exec, kind))
            exec_kind(exec, batch, kind, exec->by_kind + start[kind],
                      start[kind + 1] - start[kind]);
    free(start);
}

void exec_treated(Exec *exec)
{
    while (exec->treated && exec->treated->count > 0 && !exec->failed) { /* kinds go in no circle */
        Batch *now = exec->treated;
        exec->treated = NULL;
        exec->in_treated = true;
        run_batch(exec, now);
        exec->in_treated = false;
        batch_free(now);
    }
}

void exec_batch(Exec *exec, const Batch *batch)
{
    if (batch->count == 0)
        return;
    run_batch(exec, batch);
    exec_treated(exec);
}

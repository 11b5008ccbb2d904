/* Amounts as decided (S21): the event's decision, or while it is open, both bounds of it. */
#include "interp/exec/run.h"

#include <stdlib.h>

/* Both bounds in a lane, the low one first; den 0 when one is unknown. */
static Ends in_order(Ratio a, Ratio b)
{
    if (!a.den || !b.den)
        return (Ends){{0, 0}, {0, 0}};
    return ratio_compare(a, b) > 0 ? (Ends){b, a} : (Ends){a, b};
}

/* By lane: what the rule allows, signed as it posts. */
static void bounds_of(Exec *exec, const PlanRule *rule, const PlanEffect *effect, Ends *out)
{
    exec_bind(exec, exec->lanes);
    exec_program(exec, &effect->amount, &rule->rule->name, &rule->rule->meta);
    for (size_t i = 0; i < exec->lanes->count; i++)
        out[i].low = exec_value(exec, &effect->amount, i);
    exec_program(exec, &effect->high, &rule->rule->name, &rule->rule->meta);
    for (size_t i = 0; i < exec->lanes->count; i++)
        out[i] = in_order(out[i].low, exec_value(exec, &effect->high, i));
}

/* The decision of a lane's event, signed as the rule posts; den 0: open. */
static Ratio decision_of(const Exec *exec, const PlanEffect *effect, const Batch *batch,
                         size_t lane)
{
    Ratio out = {0, 0};
    int64_t value = batch->slots[effect->effect->decided][exec->lanes->rows[lane]];
    if (value != NO_NUMBER)
        ratio_make(&out, effect->effect->deduct ? -value : value, FIELD_SCALE);
    return out;
}

/* --- bounds --- */

static Ends as_written(const PlanEffect *effect, Ends bounds)
{
    if (!effect->effect->deduct)
        return bounds;
    ratio_neg(&bounds.low, bounds.low);
    ratio_neg(&bounds.high, bounds.high);
    return (Ends){bounds.high, bounds.low};
}

static void note_misdecided(Exec *exec, const PlanRule *rule, Misdecided row)
{
    if (exec->misdecided_count == exec->misdecided_room) {
        exec->misdecided_room = exec->misdecided_room ? exec->misdecided_room * 2 : 16;
        exec->misdecided =
            memory_resize(exec->misdecided, exec->misdecided_room * sizeof *exec->misdecided);
    }
    row.rule = rule->index;
    exec->misdecided[exec->misdecided_count++] = row;
}

bool exec_misdecided(Exec *exec, const PlanRule *rule, const Batch *batch, int64_t *bad)
{
    Ends *bounds = memory_resize(NULL, LANES * sizeof *bounds);
    bool any = false;
    for (size_t i = 0; i < exec->lanes->count; i++)
        bad[i] = 0;
    for (size_t k = 0; k < rule->decision_count; k++) {
        const PlanEffect *effect = &rule->decisions[k];
        bounds_of(exec, rule, effect, bounds);
        for (size_t i = 0; i < exec->lanes->count; i++) {
            Ratio decision = decision_of(exec, effect, batch, i);
            if (bad[i] || !decision.den || !bounds[i].low.den ||
                (ratio_compare(decision, bounds[i].low) >= 0 &&
                 ratio_compare(decision, bounds[i].high) <= 0))
                continue;
            bad[i] = any = true;
            if (effect->effect->deduct)
                ratio_neg(&decision, decision);
            note_misdecided(exec, rule,
                            (Misdecided){.position = batch->position[exec->lanes->rows[i]],
                                         .decision = decision,
                                         .bounds = as_written(effect, bounds[i])});
        }
    }
    free(bounds);
    return any;
}

/* --- what is open --- */

static void note_decision(Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                          const Batch *batch, size_t lane, Ends bounds)
{
    const Lanes *lanes = exec->lanes;
    if (exec->decision_count == exec->decision_room) {
        exec->decision_room = exec->decision_room ? exec->decision_room * 2 : 16;
        exec->decisions =
            memory_resize(exec->decisions, exec->decision_room * sizeof *exec->decisions);
    }
    exec->decisions[exec->decision_count++] =
        (OpenDecision){.position = batch->position[lanes->rows[lane]],
                       .day = lanes->date[lane],
                       .rule = rule->index,
                       .effect = (uint32_t)(effect->effect - rule->rule->effects),
                       .event_kind = batch->kind[lanes->rows[lane]],
                       .own_kind = exec->frame.own_kind,
                       .own = lanes->own[lane],
                       .bounds = as_written(effect, bounds)};
}

/* Someone whom the lane charges has the section in the periods that are worked out. */
static bool counts_somewhere(const Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                             size_t hit)
{
    int32_t period;
    return !is_lapsed(exec, rule, hit) &&
           item_period(exec, &exec->plan->items[effect->effect->item], exec->hits.subject[hit],
                       exec->lanes->date[exec->hits.lane[hit]], &period);
}

void exec_decide(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                 Ends *out)
{
    bool noted[LANES] = {false};
    bounds_of(exec, rule, effect, out);
    for (size_t i = 0; i < exec->lanes->count; i++) {
        Ratio decision = decision_of(exec, effect, batch, i);
        if (decision.den && out[i].low.den)
            out[i].low = decision;
        if (decision.den || ratio_compare(out[i].low, out[i].high) == 0)
            out[i].high = (Ratio){0, 0};
    }
    for (size_t i = 0; i < exec->hits.count; i++) {
        size_t lane = exec->hits.lane[i];
        if (!out[lane].high.den || noted[lane] || !counts_somewhere(exec, rule, effect, i))
            continue;
        noted[lane] = true;
        note_decision(exec, rule, effect, batch, lane, out[lane]);
    }
}

/* --- postings --- */

void exec_decision_bounds(const PlanEffect *effect, Ends amount, TraceEntry *entry)
{
    Ends bounds = as_written(effect, amount);
    entry->low_bound = bounds.low;
    entry->high_bound = bounds.high;
}

static bool post_hit(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                     size_t hit, Ends amount)
{
    const PlanItem *item = &exec->plan->items[effect->effect->item];
    Ends asked = amount;
    int32_t period;
    if (!item_period(exec, item, exec->hits.subject[hit], exec->lanes->date[exec->hits.lane[hit]],
                     &period))
        return true;
    if (!hit_amount(exec, rule, hit, &amount.low) ||
        (amount.high.den && !hit_amount(exec, rule, hit, &amount.high)))
        return false;
    bool lapsed = is_lapsed(exec, rule, hit);
    TraceKind kind = lapsed ? TRACE_LAPSED : TRACE_POSTED;
    TraceEntry entry = trace_entry(exec, rule, effect, kind, batch, hit, period, amount.low);
    entry.high = amount.high;
    if (amount.high.den)
        exec_decision_bounds(effect, asked, &entry);
    if (item->in_order && !lapsed) {
        exec_enter(exec, entry);
        return true;
    }
    if (exec->trace)
        trace_add(exec->trace, entry);
    if (lapsed)
        return true;
    uint32_t subject = exec->hits.subject[hit];
    return amount.high.den ? exec_open(exec, effect->effect->item, subject, period, amount)
                           : exec_post(exec, effect->effect->item, subject, period, amount.low);
}

void exec_decided(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch)
{
    Ends *amounts = memory_resize(NULL, LANES * sizeof *amounts);
    exec_decide(exec, rule, effect, batch, amounts);
    for (size_t i = 0; i < exec->hits.count; i++) {
        Ends amount = amounts[exec->hits.lane[i]];
        if (amount.low.den && !post_hit(exec, rule, effect, batch, i, amount))
            exec_overflow(exec, &rule->rule->name, &rule->rule->meta, hit_kind(exec, rule, i),
                          exec->hits.subject[i]);
    }
    free(amounts);
}

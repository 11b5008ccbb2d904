/* Caps of rules: what a rule posts to one subject in a period, first come first served (S6). */
#include "interp/exec/run.h"

#include <stdlib.h>
#include <string.h>

/* --- while events pass --- */

static Claim *new_claim(Claims *of)
{
    if (of->count == of->room) {
        of->room = of->room ? of->room * 2 : 256;
        of->claims = memory_resize(of->claims, of->room * sizeof *of->claims);
    }
    return &of->claims[of->count++];
}

static Ratio *new_caps(Claims *of, size_t count)
{
    while (of->cap_count + count > of->cap_room) {
        of->cap_room = of->cap_room ? of->cap_room * 2 : 256;
        of->caps = memory_resize(of->caps, of->cap_room * sizeof *of->caps);
    }
    of->cap_count += count;
    return of->caps + of->cap_count - count;
}

static void claim_trace(Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                        const Batch *batch, size_t hit, Claim *claim)
{
    claim->entry = arena_alloc(exec->trace->arena, sizeof *claim->entry);
    *claim->entry = trace_entry(exec, rule, effect, TRACE_POSTED, batch, hit, 0, RATIO(0));
}

static void lapse(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                  size_t hit)
{
    const PlanItem *item = &exec->plan->items[effect->effect->item];
    int32_t period;
    if (exec->trace && item_period(exec, item, exec->hits.subject[hit],
                                   exec->lanes->date[exec->hits.lane[hit]], &period))
        exec_trace(exec, rule, effect, TRACE_LAPSED, batch, hit, period, RATIO(0));
}

static void add_claim(Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                      const Batch *batch, size_t hit, Ends amount)
{
    const Lanes *lanes = exec->lanes;
    size_t lane = exec->hits.lane[hit];
    if (amount.low.den == 0)
        return;
    if (is_lapsed(exec, rule, hit)) {
        lapse(exec, rule, effect, batch, hit);
        return;
    }
    Ends bounds = amount;
    if (!hit_amount(exec, rule, hit, &amount.low) ||
        (amount.high.den && !hit_amount(exec, rule, hit, &amount.high))) {
        exec_overflow(exec, &rule->rule->name, &rule->rule->meta, hit_kind(exec, rule, hit),
                      exec->hits.subject[hit]);
        return;
    }
    Claim *claim = new_claim(&exec->claims[rule->capped]);
    *claim = (Claim){.position = batch->position[lanes->rows[lane]],
                     .subject = exec->hits.subject[hit],
                     .day = lanes->date[lane],
                     .rule = rule->index,
                     .effect = (uint16_t)(effect - exec->plan->rules[rule->index].effects),
                     .lane = (uint16_t)lane,
                     .asked = amount.low,
                     .high = amount.high};
    if (exec->trace)
        claim_trace(exec, rule, effect, batch, hit, claim);
    if (exec->trace && amount.high.den)
        exec_decision_bounds(effect, bounds, claim->entry);
}

void exec_claim(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch)
{
    Claims *of = &exec->claims[rule->capped];
    size_t caps = rule->rule->cap_count, from = of->count, first = of->cap_count;
    Ends *decided = effect->high.count ? memory_resize(NULL, LANES * sizeof *decided) : NULL;
    if (decided)
        exec_decide(exec, rule, effect, batch, decided);
    for (size_t i = 0; i < exec->hits.count && !exec->failed; i++) {
        size_t lane = exec->hits.lane[i];
        Ends amount = {.low = {0, 0}};
        if (decided)
            amount = decided[lane];
        else
            amount.low = exec_value(exec, &effect->amount, lane);
        add_claim(exec, rule, effect, batch, i, amount);
    }
    free(decided);
    new_caps(of, (of->count - from) * caps);
    for (size_t k = 0; k < caps; k++) {
        exec_program(exec, &rule->caps[k], &rule->rule->name, &rule->rule->meta);
        for (size_t i = from; i < of->count; i++) {
            of->claims[i].caps = first + (i - from) * caps;
            of->caps[of->claims[i].caps + k] = exec_value(exec, &rule->caps[k], of->claims[i].lane);
        }
    }
}

/* --- after the last event --- */

static int by_subject_day_position(const void *a, const void *b)
{
    const Claim *x = a, *y = b;
    if (x->subject != y->subject)
        return x->subject < y->subject ? -1 : 1;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return x->effect < y->effect ? -1 : x->effect > y->effect;
}

/* What the rule has counted in the current period of a calendar: its caps each such period share
 * it. */
typedef struct Counted {
    Ratio net;
    int32_t period;
    bool is_used; /* some version has a cap each such period */
    bool is_open; /* a period holds the day; else the cap does not limit */
} Counted;

/* By calendar, for the rule whose claims these are. */
static Counted *counted_new(const Exec *exec, const Claims *of)
{
    const Ir *ir = exec->plan->ir;
    Counted *counted = memory_resize(NULL, ir->calendar_count * sizeof *counted);
    memset(counted, 0, ir->calendar_count * sizeof *counted);
    for (size_t i = 0; i < exec->plan->rule_count; i++) {
        const PlanRule *rule = &exec->plan->rules[i];
        if (!rule->rule || rule->capped != (uint32_t)(of - exec->claims))
            continue;
        for (size_t k = 0; k < rule->rule->cap_count; k++)
            counted[rule->rule->caps[k].calendar].is_used = true;
    }
    return counted;
}

static void open_periods(const Exec *exec, Counted *counted, const Claim *claim, bool is_new)
{
    const Ir *ir = exec->plan->ir;
    for (uint32_t i = 0; i < ir->calendar_count; i++) {
        int32_t period = 0;
        if (!counted[i].is_used)
            continue;
        Day anchor = exec_anchor(exec, i, claim->subject);
        counted[i].is_open = calendar_of_day(&ir->calendars[i], anchor, claim->day, &period);
        if (is_new || period != counted[i].period)
            counted[i].net = RATIO(0);
        counted[i].period = period;
    }
}

/* Between 0 and what is asked: as much as brings the net no further from 0 than the cap. */
static bool leave(Ratio *amount, Ratio net, Ratio cap)
{
    Ratio room;
    bool deducts = amount->num < 0;
    if (cap.num < 0)
        cap = RATIO(0);
    if (deducts && !ratio_neg(&cap, cap))
        return false;
    if (!ratio_sub(&room, cap, net))
        return false;
    if (deducts ? room.num > 0 : room.num < 0)
        room = RATIO(0);
    int order = ratio_compare(room, *amount);
    if (deducts ? order > 0 : order < 0)
        *amount = room;
    return true;
}

static bool count_claim(const Exec *exec, const Claims *of, const Claim *claim, Ratio asked,
                        Counted *counted, Ratio *amount)
{
    const IrRule *rule = exec->plan->rules[claim->rule].rule;
    *amount = asked;
    for (size_t k = 0; k < rule->cap_count; k++) {
        Ratio cap = of->caps[claim->caps + k];
        const Counted *here = &counted[rule->caps[k].calendar];
        if (cap.den && here->is_open && !leave(amount, here->net, cap))
            return false;
    }
    for (size_t i = 0; i < exec->plan->ir->calendar_count; i++)
        if (counted[i].is_open && !ratio_add(&counted[i].net, counted[i].net, *amount))
            return false;
    return true;
}

/* What accounts are told, or without one what a journal needs. */
static TraceEntry told_of(const Exec *exec, const Claim *claim, int32_t period)
{
    const PlanRule *rule = &exec->plan->rules[claim->rule];
    const IrEffect *effect = rule->effects[claim->effect].effect;
    TraceEntry told = {.kind = TRACE_POSTED,
                       .rule = claim->rule,
                       .effect = (uint32_t)(effect - rule->rule->effects),
                       .item = effect->item,
                       .subject = claim->subject,
                       .day = claim->day,
                       .position = claim->position};
    if (claim->entry)
        told = *claim->entry;
    told.period = period;
    return told;
}

static bool post_claim(Exec *exec, const Claim *claim, Ratio amount)
{
    uint32_t index = exec->plan->rules[claim->rule].effects[claim->effect].effect->item;
    int32_t period;
    if (!item_period(exec, &exec->plan->items[index], claim->subject, claim->day, &period))
        return true;
    TraceEntry told = told_of(exec, claim, period);
    told.amount = amount;
    told.asked = claim->asked;
    if (exec->plan->items[index].in_order) {
        exec_enter(exec, told);
        return true;
    }
    if (claim->entry)
        trace_add(exec->trace, told);
    return exec_post(exec, index, claim->subject, period, amount);
}

static void cap_overflow(Exec *exec, const Claim *claim)
{
    const PlanRule *rule = &exec->plan->rules[claim->rule];
    exec_overflow(exec, &rule->rule->name, &rule->rule->meta,
                  exec->plan->items[rule->effects[claim->effect].effect->item].item->subject,
                  claim->subject);
}

static void finish_subject(Exec *exec, const Claims *of, size_t from, size_t to, Counted *counted)
{
    for (size_t i = from; i < to && !exec->failed; i++) {
        const Claim *claim = &of->claims[i];
        Ratio amount;
        open_periods(exec, counted, claim, i == from);
        if (!count_claim(exec, of, claim, claim->asked, counted, &amount) ||
            !post_claim(exec, claim, amount))
            cap_overflow(exec, claim);
    }
}

/* --- where a decision is open (S21) --- */

/* Windows of the cap never reach across a period of the section. */
static bool is_within(const Ir *ir, uint32_t cap, uint32_t section)
{
    const IrCalendar *of = &ir->calendars[cap], *in = &ir->calendars[section];
    if (cap == section)
        return true;
    if (of->kind != CALENDAR_UNIT || in->kind != CALENDAR_UNIT)
        return false;
    return of->unit != UNIT_WEEK && in->unit != UNIT_WEEK && of->unit < in->unit;
}

static uint32_t claim_item(const Exec *exec, const Claim *claim)
{
    return exec->plan->rules[claim->rule].effects[claim->effect].effect->item;
}

/* All goes to one section and no cap reaches across its periods: then what is posted in one grows
 * with every amount asked, and both ends are exact. */
static bool is_monotone(const Exec *exec, const Claims *of, size_t from, size_t to)
{
    const Ir *ir = exec->plan->ir;
    for (size_t i = from; i < to; i++) {
        const Claim *claim = &of->claims[i];
        const IrRule *rule = exec->plan->rules[claim->rule].rule;
        uint32_t item = claim_item(exec, claim);
        if (item != claim_item(exec, &of->claims[from]))
            return false;
        for (size_t k = 0; k < rule->cap_count; k++)
            if (!is_within(ir, rule->caps[k].calendar, ir->items[item].calendar))
                return false;
    }
    return true;
}

static bool post_ends(Exec *exec, const Claim *claim, Ends amount, bool is_bounded)
{
    uint32_t index = claim_item(exec, claim);
    int32_t period;
    if (!item_period(exec, &exec->plan->items[index], claim->subject, claim->day, &period))
        return true;
    TraceEntry told = told_of(exec, claim, period);
    told.amount = amount.low;
    told.high = amount.high;
    if (!claim->high.den)
        told.asked = claim->asked;
    if (!is_bounded)
        exec_undecided(exec, index, claim->subject, period);
    if (exec->plan->items[index].in_order) {
        exec_enter(exec, told);
        return true;
    }
    if (claim->entry)
        trace_add(exec->trace, told);
    return exec_open(exec, index, claim->subject, period, amount);
}

/* Twice: with every open amount at its low end, then at its high one. */
static void finish_open(Exec *exec, const Claims *of, size_t from, size_t to)
{
    bool is_bounded = is_monotone(exec, of, from, to), any = false;
    Counted *low = counted_new(exec, of), *high = counted_new(exec, of);
    for (size_t i = from; i < to && !exec->failed; i++) {
        const Claim *claim = &of->claims[i];
        Ends amount;
        any |= claim->high.den != 0;
        open_periods(exec, low, claim, i == from);
        open_periods(exec, high, claim, i == from);
        if (!count_claim(exec, of, claim, claim->asked, low, &amount.low) ||
            !count_claim(exec, of, claim, claim->high.den ? claim->high : claim->asked, high,
                         &amount.high) ||
            !post_ends(exec, claim, amount, is_bounded || !any))
            cap_overflow(exec, claim);
    }
    free(low);
    free(high);
}

static void finish_claims(Exec *exec, Claims *of)
{
    Counted *counted = counted_new(exec, of);
    if (of->count > 1)
        qsort(of->claims, of->count, sizeof *of->claims, by_subject_day_position);
    for (size_t from = 0, to; from < of->count && !exec->failed; from = to) {
        bool is_open = false;
        for (to = from; to < of->count && of->claims[to].subject == of->claims[from].subject; to++)
            is_open |= of->claims[to].high.den != 0;
        if (is_open)
            finish_open(exec, of, from, to);
        else
            finish_subject(exec, of, from, to, counted);
    }
    free(counted);
}

void exec_caps(Exec *exec, uint32_t stage)
{
    for (size_t i = 0; i < exec->plan->capped_count && !exec->failed; i++)
        if (exec->plan->capped[i].stage == stage)
            finish_claims(exec, &exec->claims[i]);
}

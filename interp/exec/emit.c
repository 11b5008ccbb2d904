/* From selected lanes to postings: who is charged, how much, where it adds up. */
#include "interp/exec/run.h"

#include <stdlib.h>
#include <string.h>

/* --- who --- */

void exec_add_hit(Hits *hits, size_t lane, uint32_t subject, size_t charge)
{
    if (hits->count == hits->room) {
        hits->room = hits->room ? hits->room * 2 : LANES;
        hits->lane = memory_resize(hits->lane, hits->room * sizeof *hits->lane);
        hits->charge = memory_resize(hits->charge, hits->room * sizeof *hits->charge);
        hits->subject = memory_resize(hits->subject, hits->room * sizeof *hits->subject);
        hits->next = memory_resize(hits->next, hits->room * sizeof *hits->next);
    }
    hits->lane[hits->count] = (uint16_t)lane;
    hits->charge[hits->count] = (uint16_t)charge;
    hits->subject[hits->count++] = subject;
}

/* Up a subject field of the roster, level by level; circles are refused when it is read. */
static void add_levels(Exec *exec, const PlanCharge *charge, size_t lane, int64_t from, size_t k)
{
    const RosterKind *kind = &exec->roster->kinds[charge->kind];
    const int32_t *up = kind->columns[charge->charge->field].codes;
    for (size_t level = 0; from != ABSENT && level < kind->count; level++) {
        uint32_t row = roster_row(kind, (uint32_t)from, exec->lanes->roster_day[lane]);
        if (row == UINT32_MAX || up[row] == NO_SUBJECT)
            return;
        from = up[row];
        exec_add_hit(&exec->hits, lane, (uint32_t)from, k);
    }
}

static void add_candidates(Exec *exec, const PlanRule *rule, size_t k, const uint8_t *mask)
{
    const PlanCharge *charge = &rule->charges[k];
    exec_bind(exec, exec->lanes);
    exec_program(exec, &charge->path, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
    const int64_t *who = exec->frame.regs[charge->path.out].num;
    for (size_t i = 0; i < exec->lanes->count; i++) {
        if (mask && !mask[i])
            continue;
        if (charge->charge->kind == TARGET_LEVELS)
            add_levels(exec, charge, i, who[i], k);
        else if (charge->charge->kind == TARGET_OTHERS)
            exec_add_others(exec, charge, i, (uint32_t)who[i], k);
        else if (who[i] != ABSENT)
            exec_add_hit(&exec->hits, i, (uint32_t)who[i], k);
    }
}

/* Of the hits from `from` on, keeps those that satisfy the charge's `where`. */
static void filter_hits(Exec *exec, const PlanRule *rule, const PlanCharge *charge, size_t from)
{
    Hits *hits = &exec->hits;
    Lanes *targets = exec->targets;
    const Lanes *lanes = exec->lanes;
    size_t kept = from;
    for (size_t at = from; at < hits->count; at += LANES) {
        targets->count = hits->count - at < LANES ? hits->count - at : LANES;
        for (size_t i = 0; i < targets->count; i++) {
            size_t lane = hits->lane[at + i];
            targets->rows[i] = lanes->rows[lane];
            targets->own[i] = lanes->own[lane];
            targets->roster_day[i] = lanes->roster_day[lane];
            targets->date[i] = lanes->date[lane];
            targets->charged[i] = hits->subject[at + i];
        }
        exec_bind(exec, targets);
        exec_program(exec, &charge->where, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
        const int64_t *keep = exec->frame.regs[charge->where.out].num;
        for (size_t i = 0; i < targets->count; i++) {
            hits->lane[kept] = hits->lane[at + i];
            hits->charge[kept] = hits->charge[at + i];
            hits->subject[kept] = hits->subject[at + i];
            kept += keep[i] == 1;
        }
    }
    hits->count = kept;
    exec_bind(exec, exec->lanes);
}

/* A subject is charged once a lane, at its largest share (S7). */
static void largest_shares(Hits *hits, const PlanRule *rule)
{
    uint32_t last[LANES]; /* the lane's last hit that is kept */
    size_t kept = 0;
    memset(last, 0xff, sizeof last);
    for (size_t i = 0; i < hits->count; i++) {
        uint16_t lane = hits->lane[i], charge = hits->charge[i];
        uint32_t at = last[lane];
        while (at != UINT32_MAX && hits->subject[at] != hits->subject[i])
            at = hits->next[at];
        if (at == UINT32_MAX) {
            hits->lane[kept] = lane;
            hits->charge[kept] = charge;
            hits->subject[kept] = hits->subject[i];
            hits->next[kept] = last[lane];
            last[lane] = (uint32_t)kept++;
        } else if (ratio_compare(rule->charges[charge].charge->share,
                                 rule->charges[hits->charge[at]].charge->share) > 0) {
            hits->charge[at] = charge;
        }
    }
    hits->count = kept;
}

void exec_charges(Exec *exec, const PlanRule *rule, const Batch *batch, const uint8_t *mask)
{
    (void)batch;
    const Lanes *lanes = exec->lanes;
    exec->hits.count = 0;
    if (rule->charge_count == 0) {
        for (size_t i = 0; i < lanes->count; i++)
            if (!mask || mask[i])
                exec_add_hit(&exec->hits, i, lanes->own[i], 0);
        return;
    }
    for (size_t k = 0; k < rule->charge_count; k++) {
        size_t from = exec->hits.count;
        add_candidates(exec, rule, k, mask);
        if (rule->charges[k].where.count)
            filter_hits(exec, rule, &rule->charges[k], from);
    }
    if (rule->charge_count > 1)
        largest_shares(&exec->hits, rule);
}

uint32_t hit_kind(const Exec *exec, const PlanRule *rule, size_t hit)
{
    if (rule->charge_count == 0)
        return exec->frame.own_kind;
    return rule->charges[exec->hits.charge[hit]].kind;
}

Ratio hit_share(const Exec *exec, const PlanRule *rule, size_t hit)
{
    if (rule->charge_count == 0)
        return RATIO(1);
    return rule->charges[exec->hits.charge[hit]].charge->share;
}

/* Charged through another: not on the roster that day, no posting (S7). */
bool is_lapsed(const Exec *exec, const PlanRule *rule, size_t hit)
{
    if (rule->charge_count == 0)
        return false;
    const RosterKind *kind = &exec->roster->kinds[hit_kind(exec, rule, hit)];
    /* events: their day; rules on scores: the own subject's last day within the period */
    Day day = exec->lanes->roster_day[exec->hits.lane[hit]];
    return roster_row(kind, exec->hits.subject[hit], day) == UINT32_MAX;
}

TraceEntry trace_entry(const Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                       TraceKind kind, const Batch *batch, size_t hit, int32_t period, Ratio amount)
{
    const Lanes *lanes = exec->lanes;
    size_t lane = exec->hits.lane[hit];
    const IrRule *of = rule->rule;
    TraceEntry entry = {.kind = kind,
                        .rule = (uint32_t)(of - exec->plan->ir->rules),
                        .effect = effect ? (uint32_t)(effect->effect - of->effects) : 0,
                        .item = effect ? effect->effect->item : 0,
                        .subject = exec->hits.subject[hit],
                        .subject_kind = hit_kind(exec, rule, hit),
                        .own = lanes->own[lane],
                        .own_kind = exec->frame.own_kind,
                        .event_kind = batch ? batch->kind[lanes->rows[lane]] : UINT32_MAX,
                        .period = period,
                        .day = lanes->date[lane],
                        .position = batch ? batch->position[lanes->rows[lane]] : UINT64_MAX,
                        .times = lanes->times[lane],
                        .amount = amount,
                        .share = hit_share(exec, rule, hit)};
    if (exec->run_positions) {
        entry.held_count = lanes->held_last[lane] - lanes->held_first[lane] + 1;
        entry.held = exec->run_positions + lanes->held_first[lane];
    }
    if (exec->balances)
        entry.balance = exec->balances[lane];
    return entry;
}

void exec_trace(Exec *exec, const PlanRule *rule, const PlanEffect *effect, TraceKind kind,
                const Batch *batch, size_t hit, int32_t period, Ratio amount)
{
    trace_add(exec->trace, trace_entry(exec, rule, effect, kind, batch, hit, period, amount));
}

/* --- how much, and where: scaled postings --- */

/* One effect of a rule over the hits: what stays the same from hit to hit. */
typedef struct Posting {
    const PlanRule *rule;
    const PlanEffect *effect;
    const Batch *batch;
    const PlanItem *item;
    const Matrix *matrix;
    const int64_t *amounts; /* by lane */
    int64_t *cells;
} Posting;

/* From the amount's scale to the section's, with the charge's share. */
static int64_t post_factor(const Posting *posting, Ratio share)
{
    int64_t scale = posting->effect->amount.scale;
    return posting->item->post_scale / (scale * share.den) * share.num;
}

static void posting_overflow(Exec *exec, const Posting *posting, size_t hit)
{
    exec_overflow(exec, plan_rule_name(exec->plan, posting->rule), plan_rule_meta(posting->rule),
                  hit_kind(exec, posting->rule, hit), exec->hits.subject[hit]);
}

/* False: lapsed. Accounts are told either way. */
static bool note_posting(Exec *exec, const Posting *posting, size_t hit, size_t period, int64_t add)
{
    const PlanRule *rule = posting->rule;
    bool lapsed = is_lapsed(exec, rule, hit);
    if (!exec->trace || !rule->rule)
        return !lapsed;
    int32_t index = (int32_t)period + exec->plan->groups[posting->item->group].first;
    Ratio amount = {0, 1};
    ratio_make(&amount, add, posting->item->post_scale);
    exec_trace(exec, rule, posting->effect, lapsed ? TRACE_LAPSED : TRACE_POSTED, posting->batch,
               hit, index, amount);
    return !lapsed;
}

/* Where the hit adds, or SIZE_MAX: outside the question, unknown or lapsed. */
static inline size_t place_hit(Exec *exec, const Posting *posting, size_t hit, int64_t factor,
                               bool plain, int64_t *add)
{
    const Matrix *matrix = posting->matrix;
    size_t lane = exec->hits.lane[hit];
    int64_t amount = posting->amounts[lane];
    size_t day = (size_t)((int64_t)exec->lanes->date[lane] - matrix->first_day);
    if (day >= matrix->days || amount == ABSENT)
        return SIZE_MAX;
    size_t period = (size_t)matrix->period_of_day[day];
    if (__builtin_mul_overflow(amount, factor, add) ||
        __builtin_mul_overflow(*add, exec->lanes->times[lane], add)) {
        posting_overflow(exec, posting, hit);
        return SIZE_MAX;
    }
    if (!plain && !note_posting(exec, posting, hit, period, *add))
        return SIZE_MAX;
    return (exec->hits.subject[hit] * matrix->periods + period) * matrix->width +
           posting->item->cell;
}

void exec_note(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    PostNotes *notes = exec->notes;
    if (notes->count == notes->room) {
        notes->room = notes->room ? notes->room * 2 : LANES;
        notes->at = memory_resize(notes->at, notes->room * sizeof *notes->at);
    }
    notes->at[notes->count++] = (PostNote){item, subject, period};
}

static void note_cell(Exec *exec, const Posting *posting, size_t at)
{
    const Matrix *matrix = posting->matrix;
    size_t place = (at - posting->item->cell) / matrix->width;
    exec_note(exec, posting->effect->effect->item, (uint32_t)(place / matrix->periods),
              (int32_t)(place % matrix->periods) + exec->plan->groups[posting->item->group].first);
}

/* Places first, with the cells on their way to the cache; then the sums. */
static void scatter_some(Exec *exec, const Posting *posting, size_t from, size_t count)
{
    const PlanRule *rule = posting->rule;
    bool plain = rule->charge_count == 0 && !exec->trace;
    int64_t factor = post_factor(posting, RATIO(1));
    for (size_t i = 0; i < count; i++) {
        if (rule->charge_count)
            factor = post_factor(posting, hit_share(exec, rule, from + i));
        exec->cell_at[i] = place_hit(exec, posting, from + i, factor, plain, &exec->cell_add[i]);
        if (exec->cell_at[i] != SIZE_MAX)
            __builtin_prefetch(&posting->cells[exec->cell_at[i]], 1);
    }
    for (size_t i = 0; i < count; i++) {
        if (exec->cell_at[i] == SIZE_MAX)
            continue;
        if (exec->notes)
            note_cell(exec, posting, exec->cell_at[i]);
        int64_t *cell = &posting->cells[exec->cell_at[i]];
        if (__builtin_add_overflow(*cell, exec->cell_add[i], cell))
            posting_overflow(exec, posting, from + i);
    }
}

static void scatter(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch)
{
    const PlanItem *item = &exec->plan->items[effect->effect->item];
    const Matrix *matrix = &exec->matrices[item->group];
    Posting posting = {
        rule, effect, batch, item, matrix, exec->frame.regs[effect->amount.out].num, matrix->cells};
    for (size_t from = 0; from < exec->hits.count; from += LANES) {
        size_t left = exec->hits.count - from;
        scatter_some(exec, &posting, from, left < LANES ? left : LANES);
    }
}

/* --- postings that need ratios, holds, notices: rare, one at a time --- */

Ratio exec_value(const Exec *exec, const Program *program, size_t lane)
{
    Reg reg = exec->frame.regs[program->out];
    Ratio amount = {0, 0};
    if (program->ratio)
        amount = (Ratio){reg.num[lane], reg.den[lane]};
    else if (reg.num[lane] != ABSENT)
        ratio_make(&amount, reg.num[lane], program->scale);
    return amount;
}

bool exec_post(Exec *exec, uint32_t index, uint32_t subject, int32_t period, Ratio amount)
{
    const PlanItem *item = &exec->plan->items[index];
    if (exec->notes)
        exec_note(exec, index, subject, period);
    if (!item->post_ratio) {
        const Matrix *matrix = &exec->matrices[item->group];
        size_t place = (size_t)(period - exec->plan->groups[item->group].first);
        int64_t *cell =
            matrix->cells + (subject * matrix->periods + place) * matrix->width + item->cell;
        int64_t add;
        return item->post_scale % amount.den == 0 &&
               !__builtin_mul_overflow(amount.num, item->post_scale / amount.den, &add) &&
               !__builtin_add_overflow(*cell, add, cell);
    }
    Reg sums = exec->posted[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    size_t at = subject + (size_t)(period - item->first) * subjects;
    Ratio sum = {sums.num[at], sums.den[at]};
    if (!ratio_add(&sum, sum, amount))
        return false;
    sums.num[at] = sum.num;
    sums.den[at] = sum.den;
    return true;
}

bool hit_amount(const Exec *exec, const PlanRule *rule, size_t hit, Ratio *amount)
{
    return ratio_mul(amount, *amount, hit_share(exec, rule, hit)) &&
           ratio_mul(amount, *amount, RATIO(exec->lanes->times[exec->hits.lane[hit]]));
}

static void post_ratio(Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                       const Batch *batch, size_t hit, int32_t period, Ratio amount)
{
    bool good = hit_amount(exec, rule, hit, &amount);
    if (good && exec->plan->items[effect->effect->item].in_order) {
        exec_enter(exec, trace_entry(exec, rule, effect, TRACE_POSTED, batch, hit, period, amount));
        return;
    }
    if (!good || !exec_post(exec, effect->effect->item, exec->hits.subject[hit], period, amount)) {
        exec_overflow(exec, plan_rule_name(exec->plan, rule), plan_rule_meta(rule),
                      hit_kind(exec, rule, hit), exec->hits.subject[hit]);
        return;
    }
    if (exec->trace && rule->rule)
        exec_trace(exec, rule, effect, TRACE_POSTED, batch, hit, period, amount);
}

/* What was not counted, for accounts: the posting as it would have been, or the bound. */
static void lapse(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                  size_t hit, int32_t period, Ratio amount)
{
    bool good = effect->effect->kind != EFFECT_POST || hit_amount(exec, rule, hit, &amount);
    if (exec->trace && rule->rule && good)
        exec_trace(exec, rule, effect, TRACE_LAPSED, batch, hit, period, amount);
}

static void emit_rare(Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                      const Batch *batch)
{
    for (size_t i = 0; i < exec->hits.count; i++) {
        if (effect->effect->kind == EFFECT_NOTICE) {
            if (!is_lapsed(exec, rule, i))
                exec_trace(exec, rule, effect, TRACE_NOTICE, batch, i, 0, RATIO(0));
            continue;
        }
        size_t lane = exec->hits.lane[i];
        EffectKind kind = effect->effect->kind;
        bool to_zero = kind == EFFECT_CLEAR || kind == EFFECT_RESTART;
        Ratio amount = to_zero ? RATIO(0) : exec_value(exec, &effect->amount, lane);
        int32_t period;
        if (amount.den == 0 || !target_period(exec, effect, i, &period))
            continue;
        if (is_lapsed(exec, rule, i) || is_gone(exec, effect, i, period)) {
            lapse(exec, rule, effect, batch, i, period, amount);
        } else if (kind == EFFECT_HOLD) {
            exec_hold(exec, rule, effect, batch, i, period, amount);
        } else if (kind == EFFECT_WITHHOLD) {
            exec_withhold(exec, rule, effect, batch, i, period, amount);
        } else if (kind == EFFECT_SET || kind == EFFECT_CLEAR) {
            exec_set(exec, rule, effect, batch, i, period, amount);
        } else if (kind == EFFECT_RESTART) {
            exec_enter(exec,
                       trace_entry(exec, rule, effect, TRACE_RESTARTED, batch, i, period, amount));
        } else {
            post_ratio(exec, rule, effect, batch, i, period, amount);
        }
    }
}

/* Scaled, in no order, and a day's period is that of everyone. */
static bool is_scattered(const Exec *exec, const PlanEffect *effect)
{
    const PlanItem *item = &exec->plan->items[effect->effect->item];
    return !item->post_ratio && !item->in_order && exec->matrices[item->group].has_days;
}

void exec_emit(Exec *exec, const PlanRule *rule, const Batch *batch, const uint8_t *mask)
{
    if (!exec->cell_at) {
        exec->cell_at = memory_resize(NULL, LANES * sizeof *exec->cell_at);
        exec->cell_add = memory_resize(NULL, LANES * sizeof *exec->cell_add);
    }
    exec_charges(exec, rule, batch, mask);
    if (exec->hits.count == 0)
        return;
    for (size_t i = 0; i < rule->effect_count; i++) {
        const PlanEffect *effect = &rule->effects[i];
        EffectKind kind = effect->effect->kind;
        exec_bind(exec, exec->lanes);
        if (kind == EFFECT_NOTICE && !exec->trace)
            continue;
        exec_program(exec, &effect->amount, plan_rule_name(exec->plan, rule), plan_rule_meta(rule));
        if (kind == EFFECT_POST && batch && exec_meet(exec, rule, effect, batch))
            continue;
        if (!rule->rule && exec->plan->items[rule->index].item->kind == ITEM_COUNTBACK)
            exec_places(exec, rule, effect);
        else if (kind == EFFECT_POST && rule->pool != NO_INDEX)
            exec_claim(exec, rule, effect, batch);
        else if (kind == EFFECT_POST && effect->high.count)
            exec_decided(exec, rule, effect, batch);
        else if (kind == EFFECT_POST && is_scattered(exec, effect))
            scatter(exec, rule, effect, batch);
        else
            emit_rare(exec, rule, effect, batch);
    }
}

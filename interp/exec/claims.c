/* Postings put aside: how they come in, in which order the strata finish them (S2), what is left
 * posted. */
#include "interp/exec/claims.h"

#include <stdlib.h>
#include <string.h>

/* --- while events pass --- */

static void pool_room(const Exec *exec, Pool *pool, size_t cap_room)
{
    if (pool->count < pool->room)
        return;
    size_t before = pool->room;
    pool->room = pool->room ? pool->room * 2 : 256;
    pool->claims = memory_resize(pool->claims, pool->room * sizeof *pool->claims);
    pool->times = memory_resize(pool->times, pool->room * sizeof *pool->times);
    if (pool->highs) {
        pool->highs = memory_resize(pool->highs, pool->room * sizeof *pool->highs);
        memset(pool->highs + before, 0, (pool->room - before) * sizeof *pool->highs);
    }
    if (exec->trace)
        pool->entries = memory_resize(pool->entries, pool->room * sizeof(TraceEntry *));
    if (cap_room > 0)
        pool->caps = memory_resize(pool->caps, pool->room * cap_room * sizeof *pool->caps);
}

static void lane_room(Pool *pool, size_t count)
{
    if (count <= pool->lane_room)
        return;
    pool->lane_room = count;
    pool->lanes = memory_resize(pool->lanes, count * sizeof *pool->lanes);
}

/* The last claim is open: amounts are kept from low to high. */
static void note_open(Pool *pool, Ratio high)
{
    if (!pool->highs) {
        pool->highs = memory_resize(NULL, pool->room * sizeof *pool->highs);
        memset(pool->highs, 0, pool->room * sizeof *pool->highs);
    }
    pool->highs[pool->count - 1] = high;
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

/* An effect's amounts, scaled ones without a division. */
typedef struct Asking {
    const PlanRule *rule;
    const PlanEffect *effect;
    const Batch *batch;
    size_t from;    /* the first claim that is made */
    int64_t scale;  /* of the pool */
    int64_t factor; /* from the amount's scale to it, for the charge below */
    size_t charge;
    Ends *decided; /* by lane, of an amount as decided; else NULL */
} Asking;

static Asking asking_of(const Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                        const Batch *batch)
{
    return (Asking){.rule = rule,
                    .effect = effect,
                    .batch = batch,
                    .from = exec->pools[rule->pool].count,
                    .scale = exec->plan->pools[rule->pool].scale,
                    .charge = SIZE_MAX};
}

/* False: it has no common scale with the others. */
static bool charge_factor(const Exec *exec, Asking *asking, size_t hit)
{
    size_t charge = exec->hits.charge[hit];
    if (charge == asking->charge)
        return asking->factor != 0;
    Ratio share = hit_share(exec, asking->rule, hit);
    int64_t scale;
    asking->charge = charge;
    asking->factor = 0;
    if (asking->effect->amount.ratio ||
        __builtin_mul_overflow(asking->effect->amount.scale, share.den, &scale) ||
        asking->scale % scale != 0)
        return false;
    return !__builtin_mul_overflow(asking->scale / scale, share.num, &asking->factor);
}

static bool in_scale(const Exec *exec, const Asking *asking, size_t hit, Ratio *amount)
{
    return amount->den == 0 || (hit_amount(exec, asking->rule, hit, amount) &&
                                ratio_mul(amount, *amount, RATIO(asking->scale)));
}

/* What the hit is asked for, of all occurrences; den 0: unknown. False: too large. */
static bool asked(const Exec *exec, Asking *asking, size_t hit, Ratio *amount)
{
    size_t lane = exec->hits.lane[hit];
    int32_t times = exec->lanes->times[lane];
    const Program *program = &asking->effect->amount;
    if (!asking->decided && charge_factor(exec, asking, hit)) {
        int64_t value = exec->frame.regs[program->out].num[lane];
        *amount = (Ratio){0, value != ABSENT};
        return value == ABSENT || (!__builtin_mul_overflow(value, asking->factor, &value) &&
                                   !__builtin_mul_overflow(value, times, &amount->num));
    }
    *amount = asking->decided ? asking->decided[lane].low : exec_value(exec, program, lane);
    return in_scale(exec, asking, hit, amount);
}

/* NULL: nobody asks about it. */
static TraceEntry *claim_trace(Exec *exec, const Asking *asking, size_t hit, const Claim *claim)
{
    TraceEntry entry = trace_entry(exec, asking->rule, asking->effect, TRACE_POSTED, asking->batch,
                                   hit, 0, RATIO(0));
    if (!trace_keeps(exec->trace, &entry))
        return NULL;
    ratio_div(&entry.asked, claim->amount, RATIO(asking->scale));
    if (asking->decided && asking->decided[exec->hits.lane[hit]].high.den)
        exec_decision_bounds(asking->effect, asking->decided[exec->hits.lane[hit]], &entry);
    return arena_copy(exec->trace->arena, &entry, sizeof entry);
}

static void add_claim(Exec *exec, Asking *asking, size_t hit)
{
    const Lanes *lanes = exec->lanes;
    const PlanRule *rule = asking->rule;
    Pool *pool = &exec->pools[rule->pool];
    size_t lane = exec->hits.lane[hit];
    Ratio amount;
    Ratio high = asking->decided ? asking->decided[lane].high : (Ratio){0, 0};
    if (!asked(exec, asking, hit, &amount) || !in_scale(exec, asking, hit, &high)) {
        exec_overflow(exec, &rule->rule->name, &rule->rule->meta, hit_kind(exec, rule, hit),
                      exec->hits.subject[hit]);
        return;
    }
    if (amount.den == 0)
        return;
    if (is_lapsed(exec, rule, hit)) {
        lapse(exec, rule, asking->effect, asking->batch, hit);
        return;
    }
    pool_room(exec, pool, exec->plan->pools[rule->pool].cap_room);
    pool->lanes[pool->count - asking->from] = (uint16_t)lane;
    pool->times[pool->count] = lanes->times[lane];
    Claim *claim = &pool->claims[pool->count++];
    *claim = (Claim){.position = asking->batch ? asking->batch->position[lanes->rows[lane]]
                                               : lanes->own[lane],
                     .amount = amount,
                     .subject = exec->hits.subject[hit],
                     .day = lanes->date[lane],
                     .rule = rule->index,
                     .effect = (uint16_t)(asking->effect - exec->plan->rules[rule->index].effects),
                     .kind = (uint16_t)hit_kind(exec, rule, hit)};
    if (high.den)
        note_open(pool, high);
    if (exec->trace)
        pool->entries[pool->count - 1] = claim_trace(exec, asking, hit, claim);
}

/* The caps of the claims from `from` on, as their own days have them. */
static void keep_caps(Exec *exec, const PlanRule *rule, size_t from)
{
    Pool *pool = &exec->pools[rule->pool];
    size_t room = exec->plan->pools[rule->pool].cap_room;
    int64_t scale = exec->plan->pools[rule->pool].scale;
    for (size_t k = 0; k < rule->rule->cap_count; k++) {
        exec_program(exec, &rule->caps[k], &rule->rule->name, &rule->rule->meta);
        for (size_t i = from; i < pool->count; i++) {
            Ratio cap = exec_value(exec, &rule->caps[k], pool->lanes[i - from]);
            if (cap.den && !ratio_mul(&cap, cap, RATIO(scale)))
                cap.den = 0; /* beyond what any sum can reach */
            pool->caps[i * room + k] = cap;
        }
    }
}

void exec_claim(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch)
{
    Pool *pool = &exec->pools[rule->pool];
    size_t from = pool->count;
    lane_room(pool, exec->hits.count);
    Asking asking = asking_of(exec, rule, effect, batch);
    if (effect->high.count) {
        asking.decided = memory_resize(NULL, LANES * sizeof *asking.decided);
        exec_decide(exec, rule, effect, batch, asking.decided);
    }
    for (size_t i = 0; i < exec->hits.count && !exec->failed; i++)
        add_claim(exec, &asking, i);
    free(asking.decided);
    if (pool->count == from || exec->failed)
        return;
    keep_caps(exec, rule, from);
    exec_compete(exec, rule, effect, from);
}

/* --- what is left --- */

void claim_overflow(Exec *exec, const Claim *claim)
{
    const IrRule *rule = claim_rule(exec, claim);
    exec_overflow(exec, &rule->name, &rule->meta, claim->kind, claim->subject);
}

void claim_leave(Exec *exec, const Pool *pool, uint32_t at, Ratio amount, int64_t times,
                 TraceStep step)
{
    Claim *claim = &pool->claims[at];
    claim->amount = amount;
    pool->times[at] = (int32_t)times;
    TraceEntry *entry = pool->entries ? pool->entries[at] : NULL;
    if (!entry)
        return;
    const PlanRule *rule = &exec->plan->rules[claim->rule];
    ratio_div(&step.left, amount, RATIO(exec->plan->pools[rule->pool].scale));
    TraceStep *last = entry->step_count > 0 ? &entry->steps[entry->step_count - 1] : NULL;
    if (last && step.selection && last->selection == step.selection) {
        last->left = step.left; /* some more of its occurrences */
        return;
    }
    TraceStep *steps = arena_alloc(exec->trace->arena, (entry->step_count + 1) * sizeof *steps);
    for (size_t i = 0; i < entry->step_count; i++)
        steps[i] = entry->steps[i];
    steps[entry->step_count++] = step;
    entry->steps = steps;
}

TraceEntry claim_told(const Exec *exec, const Pool *pool, uint32_t at, int32_t period)
{
    const Claim *claim = &pool->claims[at];
    const PlanRule *rule = &exec->plan->rules[claim->rule];
    const IrEffect *effect = rule->effects[claim->effect].effect;
    bool on_scores = exec->plan->pools[rule->pool].on_scores;
    TraceEntry told = {.kind = TRACE_POSTED,
                       .rule = claim->rule,
                       .effect = (uint32_t)(effect - rule->rule->effects),
                       .item = effect->item,
                       .subject = claim->subject,
                       .day = claim->day,
                       .position = on_scores ? UINT64_MAX : claim->position};
    if (pool->entries && pool->entries[at])
        told = *pool->entries[at];
    told.period = period;
    return told;
}

bool post_claim(Exec *exec, const Pool *pool, uint32_t at, int64_t scale)
{
    const Claim *claim = &pool->claims[at];
    uint32_t index = claim_item(exec, claim);
    Ratio amount;
    int32_t period;
    if (!item_period(exec, &exec->plan->items[index], claim->subject, claim->day, &period))
        return true;
    if (!ratio_div(&amount, claim->amount, RATIO(scale)))
        return false;
    TraceEntry told = claim_told(exec, pool, at, period);
    told.amount = amount;
    if (told.step_count == 0)
        told.asked.den = 0;
    if (exec->plan->items[index].in_order) {
        exec_enter(exec, told);
        return true;
    }
    if (pool->entries && pool->entries[at])
        trace_add(exec->trace, told);
    return exec_post(exec, index, claim->subject, period, amount);
}

/* The cell of a whole number, or NULL: it is posted by itself. */
static int64_t *cell_of(const Exec *exec, const Claim *claim, int64_t scale, int64_t *factor)
{
    const PlanItem *item = &exec->plan->items[claim_item(exec, claim)];
    if (!item->wanted || item->in_order || item->post_ratio || claim->amount.den != 1 ||
        item->post_scale % scale != 0)
        return NULL;
    const Matrix *matrix = &exec->matrices[item->group];
    size_t day = (size_t)((int64_t)claim->day - matrix->first_day);
    if (!matrix->has_days || day >= matrix->days)
        return NULL;
    *factor = item->post_scale / scale;
    size_t period = (size_t)matrix->period_of_day[day];
    return matrix->cells + (claim->subject * matrix->periods + period) * matrix->width + item->cell;
}

enum { AHEAD = 64 };

/* Some claims at a time: their cells are on the way while the others are looked at. */
static void post_some(Exec *exec, const Pool *pool, size_t from, size_t count, int64_t scale)
{
    const Claim *claims = pool->claims + from;
    int64_t *cells[AHEAD], factors[AHEAD], add;
    for (size_t i = 0; i < count; i++) {
        cells[i] = pool->entries ? NULL : cell_of(exec, &claims[i], scale, &factors[i]);
        if (cells[i])
            __builtin_prefetch(cells[i], 1);
    }
    for (size_t i = 0; i < count && !exec->failed; i++) {
        bool fits = cells[i] ? !__builtin_mul_overflow(claims[i].amount.num, factors[i], &add) &&
                                   !__builtin_add_overflow(*cells[i], add, cells[i])
                             : post_claim(exec, pool, (uint32_t)(from + i), scale);
        if (!fits)
            claim_overflow(exec, &claims[i]);
    }
}

static void post_claims(Exec *exec, uint32_t index)
{
    const Pool *pool = &exec->pools[index];
    for (size_t i = 0; i < pool->count && !exec->failed; i += AHEAD) {
        size_t left = pool->count - i;
        post_some(exec, pool, i, left < AHEAD ? left : AHEAD, exec->plan->pools[index].scale);
    }
}

/* --- the strata --- */

static size_t contests_of(const Plan *plan, uint32_t pool, Stratum stratum)
{
    size_t count = 0;
    for (size_t i = 0; i < plan->contest_count; i++)
        count += plan->contests[i].pool == pool && plan->contests[i].stratum == stratum;
    return count;
}

/* Selections of one stratum do not see each other: each looks at what the strata before it left,
 * and a posting counts the least that any of them leaves. */
static void run_stratum(Exec *exec, uint32_t index, Stratum stratum)
{
    Pool *pool = &exec->pools[index];
    const Plan *plan = exec->plan;
    if (contests_of(plan, index, stratum) > 1) {
        pool->start = memory_resize(NULL, (pool->count + 1) * sizeof *pool->start);
        for (size_t i = 0; i < pool->count; i++)
            pool->start[i] = (ClaimStart){pool->claims[i].amount, pool->times[i]};
    }
    for (uint32_t i = 0; i < plan->contest_count; i++)
        if (plan->contests[i].pool == index && plan->contests[i].stratum == stratum)
            exec_contest(exec, index, i);
    free(pool->start);
    pool->start = NULL;
}

void claims_limit(Exec *exec, uint32_t index)
{
    run_stratum(exec, index, STRATUM_SHARE);
    run_stratum(exec, index, STRATUM_FIELDS);
    exec_pool_caps(exec, index);
    run_stratum(exec, index, STRATUM_PERIODS);
}

void exec_pool_finish(Exec *exec, uint32_t index)
{
    Pool *pool = &exec->pools[index];
    if (pool->count == 0 || exec->failed)
        return;
    if (pool->highs) {
        claims_open(exec, index);
    } else {
        claims_limit(exec, index);
        post_claims(exec, index);
    }
    pool->count = 0;
}

void exec_pools_make(Exec *exec)
{
    const Plan *plan = exec->plan;
    exec->pools = memory_resize(NULL, (plan->pool_count + 1) * sizeof *exec->pools);
    exec->bucketed = memory_resize(NULL, (plan->contest_count + 1) * sizeof *exec->bucketed);
    for (size_t i = 0; i < plan->pool_count; i++)
        exec->pools[i] = (Pool){0};
    for (size_t i = 0; i < plan->contest_count; i++) {
        size_t width = plan->contests[i].width;
        int64_t **columns = memory_resize(NULL, (width + 1) * sizeof *columns);
        for (size_t k = 0; k < width; k++)
            columns[k] = NULL;
        exec->bucketed[i] = (Bucketed){.columns = columns};
    }
}

void exec_pools_free(Exec *exec)
{
    for (size_t i = 0; i < exec->plan->pool_count; i++) {
        free(exec->pools[i].claims);
        free(exec->pools[i].times);
        free(exec->pools[i].lanes);
        free(exec->pools[i].caps);
        free(exec->pools[i].entries);
        free(exec->pools[i].highs);
        free(exec->pools[i].cuts);
    }
    for (size_t i = 0; i < exec->plan->contest_count; i++) {
        for (size_t k = 0; k < exec->plan->contests[i].width; k++)
            free(exec->bucketed[i].columns[k]);
        free(exec->bucketed[i].columns);
        free(exec->bucketed[i].claims);
        free(exec->bucketed[i].alone);
    }
    free(exec->pools);
    free(exec->bucketed);
}

/* Claims of open decisions (S21): the strata run twice, with every open amount at its low end, then
 * at its high one. Where what is posted in one period of one section grows with each amount, both
 * ends are exact; elsewhere nothing can be told. */
#include "interp/exec/claims.h"

#include <stdlib.h>

/* The period of the section that the claim falls in; false: none. */
static bool claim_period(const Exec *exec, const Claim *claim, int32_t *period)
{
    uint32_t calendar = exec->plan->ir->items[claim_item(exec, claim)].calendar;
    return calendar_of_day(&exec->plan->ir->calendars[calendar],
                           exec_anchor(exec, calendar, claim->subject), claim->day, period);
}

static bool any_open(const Pool *pool, const uint32_t *claims, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (pool->open[claims[i]] != OPEN_NOT)
            return true;
    return false;
}

/* Neither several selections, nor a selection and a cap: those can move amounts between claims. */
static bool is_limited_once(const Exec *exec, const Claim *claim)
{
    const PlanFamily *family = &exec->plan->families[claim_rule(exec, claim)->family];
    return !family->several && !(family->selected && family->capped);
}

/* A sum of the largest grows with each of them, where all are in one place. */
void open_bucket(const Exec *exec, const Pool *pool, const uint32_t *claims, size_t count)
{
    const Claim *first = &pool->claims[claims[0]];
    int32_t period = 0, other = 0;
    if (!any_open(pool, claims, count))
        return;
    bool is_told = claim_period(exec, first, &period);
    for (size_t i = 0; i < count && is_told; i++) {
        const Claim *claim = &pool->claims[claims[i]];
        is_told = is_limited_once(exec, claim) &&
                  claim_item(exec, claim) == claim_item(exec, first) &&
                  claim_period(exec, claim, &other) && other == period;
    }
    for (size_t i = 0; i < count; i++)
        if (!is_told || pool->open[claims[i]] == OPEN_NOT)
            pool->open[claims[i]] = is_told ? OPEN_BETWEEN : OPEN_UNDECIDED;
}

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

static bool cap_is_told(const Exec *exec, const Claim *claim, uint32_t item)
{
    const Ir *ir = exec->plan->ir;
    const IrRule *rule = claim_rule(exec, claim);
    bool is_told = is_limited_once(exec, claim) && claim_item(exec, claim) == item;
    for (size_t k = 0; k < rule->cap_count; k++)
        is_told = is_told && is_within(ir, rule->caps[k].calendar, ir->items[item].calendar);
    return is_told;
}

/* What comes before the first open one is as it is. */
void open_capped(const Exec *exec, const Pool *pool, const uint32_t *claims, size_t count)
{
    uint32_t item = claim_item(exec, &pool->claims[claims[0]]);
    bool is_told = true, any = false;
    if (!any_open(pool, claims, count))
        return;
    for (size_t i = 0; i < count; i++)
        is_told = is_told && cap_is_told(exec, &pool->claims[claims[i]], item);
    for (size_t i = 0; i < count; i++) {
        uint8_t *open = &pool->open[claims[i]];
        any |= *open != OPEN_NOT;
        if (any && *open != OPEN_UNDECIDED)
            *open = is_told ? OPEN_BETWEEN : OPEN_UNDECIDED;
    }
}

/* --- both ends --- */

typedef struct Saved {
    Ratio amount;
    int32_t times;
} Saved;

static bool post_ends(Exec *exec, Pool *pool, uint32_t at, Ratio low, int64_t scale)
{
    const Claim *claim = &pool->claims[at];
    uint32_t item = claim_item(exec, claim);
    Ends ends;
    int32_t period;
    if (!item_period(exec, &exec->plan->items[item], claim->subject, claim->day, &period))
        return true;
    bool fits = ratio_div(&ends.low, low, RATIO(scale));
    fits &= ratio_div(&ends.high, claim->amount, RATIO(scale));
    if (!fits)
        return false;
    TraceEntry told = claim_told(exec, pool, at, period);
    told.amount = ends.low;
    told.high = ends.high;
    if (told.low_bound.den || ratio_compare(ends.low, ends.high) != 0)
        told.step_count = 0; /* what the low ends would leave is no account */
    if (told.step_count == 0)
        told.asked.den = 0;
    if (pool->open[at] == OPEN_UNDECIDED)
        exec_undecided(exec, item, claim->subject, period);
    if (exec->plan->items[item].in_order) {
        exec_enter(exec, told);
        return true;
    }
    if (pool->entries && pool->entries[at])
        trace_add(exec->trace, told);
    return exec_open(exec, item, claim->subject, period, ends);
}

/* The claims hold the high ends, `lows` the others. */
static void post_all(Exec *exec, uint32_t index, const Ratio *lows)
{
    Pool *pool = &exec->pools[index];
    int64_t scale = exec->plan->pools[index].scale;
    for (uint32_t i = 0; i < pool->count; i++) {
        bool fits = pool->open[i] == OPEN_NOT ? post_claim(exec, pool, i, scale)
                                              : post_ends(exec, pool, i, lows[i], scale);
        if (!fits)
            claim_overflow(exec, &pool->claims[i]);
    }
}

static void run_low(Exec *exec, uint32_t index, Saved *saved, Ratio *lows)
{
    Pool *pool = &exec->pools[index];
    for (size_t i = 0; i < pool->count; i++) {
        saved[i] = (Saved){pool->claims[i].amount, pool->times[i]};
        pool->open[i] = pool->highs[i].den ? OPEN_BETWEEN : OPEN_NOT;
    }
    pool->again = true;
    claims_limit(exec, index);
    for (size_t i = 0; i < pool->count; i++)
        lows[i] = pool->claims[i].amount;
}

static void run_high(Exec *exec, uint32_t index, const Saved *saved)
{
    Pool *pool = &exec->pools[index];
    TraceEntry **entries = pool->entries;
    for (size_t i = 0; i < pool->count; i++) {
        pool->claims[i].amount = pool->highs[i].den ? pool->highs[i] : saved[i].amount;
        pool->times[i] = saved[i].times;
    }
    pool->again = false;
    pool->entries = NULL; /* accounts have heard of each step */
    claims_limit(exec, index);
    pool->entries = entries;
}

void claims_open(Exec *exec, uint32_t index)
{
    Pool *pool = &exec->pools[index];
    Saved *saved = memory_resize(NULL, pool->count * sizeof *saved);
    Ratio *lows = memory_resize(NULL, pool->count * sizeof *lows);
    pool->open = memory_resize(NULL, pool->count);
    run_low(exec, index, saved, lows);
    run_high(exec, index, saved);
    post_all(exec, index, lows);
    free(pool->open);
    free(pool->highs);
    pool->open = NULL;
    pool->highs = NULL;
    free(saved);
    free(lows);
}

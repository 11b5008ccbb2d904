/* Caps of rules: what a rule posts to one subject in a period, first come first served (S6). */
#include "interp/exec/claims.h"

#include <stdlib.h>
#include <string.h>

typedef struct Capping {
    Exec *exec;
    Pool *pool;
    uint32_t index;         /* of the pool */
    const uint32_t *capped; /* the claims that have caps */
    size_t count;
} Capping;

enum { BY_FAMILY, BY_SUBJECT, BY_DAY, BY_POSITION, BY_EFFECT, COLUMNS };

static uint64_t key_of(const Capping *capping, const Claim *claim, size_t which)
{
    switch (which) {
    case BY_FAMILY:
        return claim_rule(capping->exec, claim)->family;
    case BY_SUBJECT:
        return claim_subject(claim);
    case BY_DAY:
        return key_of_signed(claim->day);
    case BY_POSITION:
        return claim->position;
    default:
        return claim->effect;
    }
}

static void column(const void *context, size_t which, uint64_t *out)
{
    const Capping *capping = context;
    for (size_t i = 0; i < capping->count; i++)
        out[i] = key_of(capping, &capping->pool->claims[capping->capped[i]], which);
}

/* What the rule has counted in the current period of each calendar: caps of one length share it. */
typedef struct Counted {
    Ratio net;
    int32_t period;
    bool inside; /* some period holds the day */
} Counted;

static void open_periods(const Capping *capping, const PlanFamily *family, const Claim *claim,
                         Counted *counted, bool is_new)
{
    for (size_t i = 0; i < family->calendar_count; i++) {
        uint32_t calendar = family->calendars[i];
        int32_t period = 0;
        counted[i].inside = calendar_of_day(&capping->exec->plan->ir->calendars[calendar],
                                            exec_anchor(capping->exec, calendar, claim->subject),
                                            claim->day, &period);
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
    if (deducts)
        ratio_neg(&cap, cap); /* fits: it is not below 0 */
    if (!ratio_sub(&room, cap, net))
        return false;
    if (deducts ? room.num > 0 : room.num < 0)
        room = RATIO(0);
    int order = ratio_compare(room, *amount);
    if (deducts ? order > 0 : order < 0)
        *amount = room;
    return true;
}

static bool count_claim(const Capping *capping, uint32_t at, Counted *counted, Ratio *amount)
{
    const Plan *plan = capping->exec->plan;
    const PlanRule *rule = &plan->rules[capping->pool->claims[at].rule];
    const PlanFamily *family = &plan->families[rule->rule->family];
    const Ratio *caps = capping->pool->caps + at * plan->pools[capping->index].cap_room;
    for (size_t k = 0; k < rule->rule->cap_count; k++) {
        const Counted *of = &counted[rule->cap_at[k]];
        if (caps[k].den && of->inside && !leave(amount, of->net, caps[k]))
            return false;
    }
    for (size_t i = 0; i < family->calendar_count; i++)
        if (counted[i].inside && !ratio_add(&counted[i].net, counted[i].net, *amount))
            return false;
    return true;
}

/* Where a decision is open, one of them, so may be what else a rule posts to its subject. */
static void open_groups(const Capping *capping, const Order *order)
{
    uint32_t *claims = memory_resize(NULL, (order->count + 1) * sizeof *claims);
    for (size_t i = 0; i < order->count; i++)
        claims[i] = capping->capped[order->at[i]];
    for (size_t from = 0, to; from < order->count; from = to) {
        to = order_group(order, from);
        open_capped(capping->exec, capping->pool, claims + from, to - from);
    }
    free(claims);
}

static size_t postings_of(const PlanRule *rule)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->effect_count; i++)
        count += rule->effects[i].effect->kind == EFFECT_POST;
    return count;
}

/* So many whole occurrences, and a part of one. False: it cannot be told exactly. */
static bool make_cut(Ratio amount, int32_t times, Ratio left, Cut *cut)
{
    Ratio each, count, part;
    if (!ratio_div(&each, amount, RATIO(times)) || !ratio_div(&count, left, each))
        return false;
    int32_t whole = (int32_t)(count.num / count.den);
    bool fits = ratio_mul(&part, each, RATIO(whole)) && ratio_sub(&part, left, part);
    *cut = (Cut){each, part, whole, whole, part.num != 0};
    return fits;
}

/* What is left of a row is so many of its occurrences, the last one perhaps in part. Returns how
 * many. Two effects of a row stay together, so what is left of each competes as one. */
static int32_t cut_claim(const Capping *capping, uint32_t at, Ratio left)
{
    Pool *pool = capping->pool;
    const Claim *claim = &pool->claims[at];
    Cut cut;
    if (pool->times[at] == 1 || left.num == 0 ||
        postings_of(&capping->exec->plan->rules[claim->rule]) > 1 ||
        !make_cut(claim->amount, pool->times[at], left, &cut))
        return 1;
    if (!pool->cuts) {
        pool->cuts = memory_resize(NULL, pool->count * sizeof *pool->cuts);
        memset(pool->cuts, 0, pool->count * sizeof *pool->cuts);
    }
    pool->cuts[at] = cut;
    return cut.whole_left + cut.rest_left;
}

static void cap_claims(const Capping *capping, const Order *order, Counted *counted)
{
    Exec *exec = capping->exec;
    enum { AHEAD = 12 };
    for (size_t i = 0; i < order->count; i++) {
        if (i + AHEAD < order->count)
            __builtin_prefetch(&capping->pool->claims[capping->capped[order->at[i + AHEAD]]]);
        uint32_t at = capping->capped[order->at[i]];
        const Claim *claim = &capping->pool->claims[at];
        const PlanFamily *family = &exec->plan->families[claim_rule(exec, claim)->family];
        Ratio amount = claim->amount;
        open_periods(capping, family, claim, counted, !order->same[i]);
        if (!count_claim(capping, at, counted, &amount))
            claim_overflow(exec, claim);
        else if (ratio_compare(amount, claim->amount) != 0)
            claim_leave(exec, capping->pool, at, amount, cut_claim(capping, at, amount),
                        (TraceStep){.kind = STEP_CAPPED});
    }
}

void exec_pool_caps(Exec *exec, uint32_t index)
{
    Pool *pool = &exec->pools[index];
    const Plan *plan = exec->plan;
    free(pool->cuts);
    pool->cuts = NULL;
    if (plan->pools[index].cap_room == 0)
        return;
    uint32_t *capped = memory_resize(NULL, (pool->count + 1) * sizeof *capped);
    size_t count = 0;
    for (uint32_t i = 0; i < pool->count; i++) {
        capped[count] = i;
        count += plan->families[claim_rule(exec, &pool->claims[i])->family].capped;
    }
    Capping capping = {exec, pool, index, capped, count};
    order_rows(&exec->order, count, &(SortKeys){column, &capping, COLUMNS, BY_DAY});
    Counted *counted = memory_resize(NULL, (plan->ir->calendar_count + 1) * sizeof *counted);
    if (pool->open)
        open_groups(&capping, &exec->order);
    cap_claims(&capping, &exec->order, counted);
    free(counted);
    free(capped);
}

/* Selections (S5, S22) and shares (S13): claims bucket by bucket, sorted once. */
#include "interp/exec/contest.h"

#include <stdlib.h>

/* --- buckets --- */

enum { BY_SUBJECT, BY_ALONE, PARTS };

static void fill_column(const void *context, size_t which, uint64_t *out)
{
    const Contest *contest = context;
    const Bucketed *rows = contest->rows;
    bool by_subject = contest->plan->stratum != STRATUM_SHARE;
    for (size_t i = 0; i < rows->count && which == BY_SUBJECT; i++)
        out[i] = by_subject ? claim_subject(&contest->pool->claims[rows->claims[i]]) : 0;
    for (size_t i = 0; i < rows->count && which == BY_ALONE; i++)
        out[i] = rows->alone[i];
    for (size_t i = 0; i < rows->count && which >= PARTS; i++)
        out[i] = key_of_signed(rows->columns[contest->plan->parts_at + which - PARTS][i]);
}

/* --- shares: the amount ÷ the number of postings --- */

static void share_bucket(const Contest *contest, const uint32_t *bucket, size_t count)
{
    const Pool *pool = contest->pool;
    bool alone = contest->rows->alone[bucket[0]];
    int64_t parts = 0; /* of an event alone, each occurrence is shared by itself */
    for (size_t i = 0; i < count; i++)
        parts += alone ? 1 : pool->times[contest->rows->claims[bucket[i]]];
    for (size_t i = 0; i < count && parts > 1; i++) {
        uint32_t at = contest->rows->claims[bucket[i]];
        Ratio amount = pool->claims[at].amount;
        if (ratio_div(&amount, amount, RATIO(parts)))
            claim_leave(contest->exec, pool, at, amount, pool->times[at],
                        (TraceStep){.kind = STEP_SHARED, .parts = parts});
        else
            claim_overflow(contest->exec, &pool->claims[at]);
    }
}

/* --- selections --- */

static const IrSelection *selection_of(const Contest *contest, uint32_t row)
{
    if (contest->plan->only)
        return contest->plan->only;
    const IrSelection *all = contest->exec->plan->ir->selections;
    if (contest->plan->several)
        return &all[contest_cell(contest, contest->plan->width - 1, row)];
    size_t i = 0;
    while (&contest->exec->plan->contests[all[i].index] != contest->plan)
        i++;
    return &all[i];
}

/* --- who counts --- */

/* The event alone is the bucket: its occurrences are buckets side by side, and who has fewer of
 * them has the last ones. So many are covered by `count` heavier ones. */
static int64_t covered(const Item *items, size_t at)
{
    int64_t most = 0;
    for (size_t i = 0; i < at; i++) {
        int64_t as_many = 0;
        for (size_t k = 0; k < at; k++)
            as_many += items[k].times >= items[i].times;
        if (as_many >= items[at].count && items[i].times > most)
            most = items[i].times;
    }
    return items[at].count == 0 ? items[at].times : most;
}

/* How many occurrences of the item count; `ahead` are those of heavier ones. */
static int64_t places(const Item *items, size_t at, int64_t ahead, bool alone)
{
    const Item *item = &items[at];
    if (item->count == NO_COUNT)
        return item->times;
    int64_t left = alone ? item->times - covered(items, at) : item->count - ahead;
    if (left > item->times)
        return item->times;
    return left > 0 ? left : 0;
}

/* What is left of a claim when so many occurrences of its item are. False: it overflows. */
static bool left_of(const Contest *contest, uint32_t at, const Item *item, int64_t kept,
                    Ratio *amount, int64_t *times)
{
    ClaimStart start = contest_start(contest, at);
    Cut *cut = contest->pool->cuts ? &contest->pool->cuts[at] : NULL;
    Ratio part;
    *times = kept;
    if (!cut || cut->each.den == 0)
        return ratio_make(&part, kept, item->times) && ratio_mul(amount, start.amount, part);
    if (item->part != ITEM_REST && kept < cut->whole_left)
        cut->whole_left = (int32_t)kept;
    if (item->part != ITEM_WHOLE) /* one that is not kept */
        cut->rest_left = false;
    *times = cut->whole_left + cut->rest_left;
    return ratio_mul(amount, cut->each, RATIO(cut->whole_left)) &&
           (!cut->rest_left || ratio_add(amount, *amount, cut->rest));
}

static void keep(const Contest *contest, const IrSelection *selection, const Item *item,
                 int64_t kept)
{
    for (size_t i = 0; i < item->size && kept < item->times; i++) {
        uint32_t at = contest->members[item->first + i];
        const Claim *claim = &contest->pool->claims[at];
        Ratio amount;
        int64_t times;
        if (!left_of(contest, at, item, kept, &amount, &times)) {
            claim_overflow(contest->exec, claim);
            return;
        }
        bool less =
            amount.num == 0 || (claim->amount.num > 0 ? ratio_compare(amount, claim->amount) < 0
                                                      : ratio_compare(amount, claim->amount) > 0);
        if (less && claim->amount.num != 0)
            claim_leave(contest->exec, contest->pool, at, amount, times,
                        (TraceStep){.kind = STEP_SELECTED, .selection = selection});
    }
}

static void open_rows(const Contest *contest, const uint32_t *bucket, size_t count)
{
    uint32_t *claims = memory_resize(NULL, count * sizeof *claims);
    for (size_t i = 0; i < count; i++)
        claims[i] = contest->rows->claims[bucket[i]];
    open_bucket(contest->exec, contest->pool, claims, count);
    free(claims);
}

static void select_bucket(Contest *contest, const uint32_t *bucket, size_t count)
{
    const IrSelection *selection = selection_of(contest, bucket[0]);
    bool fits = true, alone = contest->rows->alone[bucket[0]];
    if (contest->pool->open)
        open_rows(contest, bucket, count);
    size_t items = contest_items(contest, selection, bucket, count, &fits);
    if (!fits) {
        claim_overflow(contest->exec, &contest->pool->claims[contest->rows->claims[bucket[0]]]);
        return;
    }
    int64_t ahead = 0;
    for (size_t i = 0; i < items; i++) {
        const Item *item = &contest->items[i];
        keep(contest, selection, item, places(contest->items, i, ahead, alone));
        ahead += item->times;
    }
}

/* No more occurrences than count, so all do: most buckets of most logs. */
static bool is_unopposed(const Contest *contest, const uint32_t *bucket, size_t count)
{
    const IrSelection *only = contest->plan->only;
    if (!only || (count > 1 && contest->pool->open))
        return false;
    if (count == 1 && contest->rows->alone[bucket[0]])
        return true;
    int64_t left = only->count->value.num;
    const Pool *pool = contest->pool;
    for (size_t i = 0; i < count && left >= 0; i++) {
        uint32_t at = contest->rows->claims[bucket[i]];
        left -= pool->start ? pool->start[at].times : pool->times[at];
    }
    return left >= 0;
}

/* Rows, and a little later how often their claims count, are on the way before they are looked at.
 */
static void fetch_ahead(const Contest *contest, const Order *order, size_t from, size_t to)
{
    enum { ROWS = 48, CLAIMS = 24 };
    const uint32_t *claims = contest->rows->claims;
    for (size_t i = from; i < to && i + ROWS < order->count; i++) {
        __builtin_prefetch(&claims[order->at[i + ROWS]]);
        __builtin_prefetch(&contest->pool->times[claims[order->at[i + CLAIMS]]]);
    }
}

/* Buckets in which somebody loses: some at a time, so that their claims are on the way while the
 * others are looked at. */
typedef struct Disputed {
    const uint32_t *bucket[16];
    size_t size[16], count;
} Disputed;

static void settle(Contest *contest, Disputed *disputed)
{
    for (size_t i = 0; i < disputed->count; i++)
        select_bucket(contest, disputed->bucket[i], disputed->size[i]);
    disputed->count = 0;
}

static void dispute(Contest *contest, Disputed *disputed, const uint32_t *bucket, size_t size)
{
    const Claim *claims = contest->pool->claims;
    for (size_t i = 0; i < size; i++) {
        __builtin_prefetch(&claims[contest->rows->claims[bucket[i]]].amount);
        __builtin_prefetch(&claims[contest->rows->claims[bucket[i]]].kind);
    }
    disputed->bucket[disputed->count] = bucket;
    disputed->size[disputed->count++] = size;
    if (disputed->count == sizeof disputed->size / sizeof *disputed->size)
        settle(contest, disputed);
}

static void run_buckets(Contest *contest, const Order *order)
{
    Disputed disputed = {.count = 0};
    bool is_share = contest->plan->stratum == STRATUM_SHARE;
    for (size_t from = 0, to; from < order->count; from = to) {
        to = order_group(order, from);
        fetch_ahead(contest, order, from, to);
        if (is_share)
            share_bucket(contest, order->at + from, to - from);
        else if (!is_unopposed(contest, order->at + from, to - from))
            dispute(contest, &disputed, order->at + from, to - from);
    }
    settle(contest, &disputed);
}

void exec_contest(Exec *exec, uint32_t pool, uint32_t index)
{
    Contest contest = {.exec = exec,
                       .pool = &exec->pools[pool],
                       .plan = &exec->plan->contests[index],
                       .rows = &exec->bucketed[index]};
    size_t columns = PARTS + contest.plan->parts;
    order_rows(&exec->order, contest.rows->count,
               &(SortKeys){fill_column, &contest, columns, columns});
    run_buckets(&contest, &exec->order);
    if (!contest.pool->again)
        exec->bucketed[index].count = 0;
    free(contest.items);
    free(contest.members);
}

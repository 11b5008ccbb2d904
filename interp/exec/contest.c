/* Selections (S5, S22) and shares (S13): claims bucket by bucket, sorted once. */
#include "interp/exec/claims.h"

#include <stdlib.h>

typedef struct Contest {
    Exec *exec;
    Pool *pool;
    const PlanContest *plan;
    const Bucketed *rows;
    struct Item *items; /* of the bucket that is looked at */
    uint32_t *members;
    size_t room;
} Contest;

/* --- buckets --- */

enum { BY_SUBJECT, BY_ALONE, PARTS };

static uint64_t column(const void *context, uint32_t at, size_t which)
{
    const Contest *contest = context;
    const int64_t *row = bucketed_row(contest->rows, contest->plan, at);
    if (which == BY_SUBJECT)
        return contest->plan->stratum == STRATUM_SHARE
                   ? 0
                   : claim_subject(&contest->pool->claims[row_claim(row)]);
    if (which == BY_ALONE)
        return row_is_alone(row);
    return key_of_signed(row[contest->plan->parts_at + which - PARTS]);
}

static const int64_t *row_of(const Contest *contest, uint32_t at)
{
    return bucketed_row(contest->rows, contest->plan, at);
}

/* --- shares: the amount ÷ the number of postings --- */

static void share_bucket(const Contest *contest, const uint32_t *bucket, size_t count)
{
    const Claim *claims = contest->pool->claims;
    bool alone = row_is_alone(row_of(contest, bucket[0]));
    int64_t parts = 0; /* of an event alone, each occurrence is shared by itself */
    for (size_t i = 0; i < count; i++)
        parts += alone ? 1 : claims[row_claim(row_of(contest, bucket[i]))].times;
    for (size_t i = 0; i < count && parts > 1 && !contest->exec->failed; i++) {
        uint32_t at = row_claim(row_of(contest, bucket[i]));
        Ratio amount = claims[at].amount;
        if (ratio_div(&amount, amount, RATIO(parts)))
            claim_leave(contest->exec, contest->pool, at, amount, claims[at].times,
                        (TraceStep){.kind = STEP_SHARED, .parts = parts});
        else
            claim_overflow(contest->exec, &claims[at]);
    }
}

/* --- items --- */

/* Of a claim that a cap has cut. */
typedef enum ItemPart { ITEM_ALL, ITEM_WHOLE, ITEM_REST } ItemPart;

/* What is kept or dropped as one: what a rule posts of an event, each occurrence by itself; or all
 * that is merged by a field. */
typedef struct Item {
    uint64_t id[3];
    uint64_t position; /* of the first posting */
    Day day;
    uint32_t family;
    int64_t times;
    int64_t count; /* how many count in its bucket */
    Ratio weight;  /* of one occurrence, above 0 */
    uint32_t claim;
    ItemPart part;
    size_t first, size; /* among the members */
} Item;

/* Each effect has occurrences of its own where a rule counts by occurrence. */
static uint64_t step_of(const Contest *contest, const Claim *claim)
{
    bool by_step = claim_rule(contest->exec, claim)->counter == COUNTER_STEPS;
    return by_step ? (uint64_t)claim->effect + 1 : 0;
}

static const IrSelection *selection_of(const Contest *contest, const int64_t *row)
{
    if (contest->plan->only)
        return contest->plan->only;
    const IrSelection *all = contest->exec->plan->ir->selections;
    if (contest->plan->several)
        return &all[row[contest->plan->parts_at + contest->plan->parts - 1]];
    size_t i = 0;
    while (&contest->exec->plan->contests[all[i].index] != contest->plan)
        i++;
    return &all[i];
}

static ClaimStart at_start(const Contest *contest, uint32_t at)
{
    const Claim *claim = &contest->pool->claims[at];
    return contest->pool->start ? contest->pool->start[at]
                                : (ClaimStart){claim->amount, claim->times};
}

static Item item_of(const Contest *contest, const IrSelection *selection, const int64_t *row)
{
    uint32_t at = row_claim(row);
    const Claim *claim = &contest->pool->claims[at];
    ClaimStart start = at_start(contest, at);
    int64_t key = contest->plan->item_at ? row[contest->plan->item_at] : ABSENT;
    bool is_merged = selection->item && key != ABSENT;
    Item item = {.position = claim->position,
                 .day = claim->day,
                 .family = claim_rule(contest->exec, claim)->family,
                 .times = is_merged ? 1 : start.times,
                 .count = contest->plan->only ? selection->count->value.num
                                              : row[contest->plan->count_at],
                 .weight = start.amount,
                 .claim = at,
                 .size = 1};
    if (is_merged) {
        item.id[1] = key_of_signed(key);
    } else {
        item.id[0] = 1;
        item.id[1] = claim->position;
        item.id[2] = (uint64_t)item.family << 32 | step_of(contest, claim);
    }
    return item;
}

/* Into at most two items: what a cap has cut has one of its whole occurrences, one of the rest. */
static size_t add_items(const Contest *contest, const IrSelection *selection, const int64_t *row,
                        Item *items, bool *fits)
{
    Item item = item_of(contest, selection, row);
    const Cut *cut = contest->pool->cuts ? &contest->pool->cuts[item.claim] : NULL;
    if (!cut || cut->each.den == 0 || item.id[0] == 0) {
        items[0] = item;
        return 1;
    }
    size_t count = 0;
    if (cut->whole > 0) {
        items[count] = item;
        items[count].part = ITEM_WHOLE;
        items[count].times = cut->whole;
        *fits = ratio_mul(&items[count++].weight, cut->each, RATIO(cut->whole)) && *fits;
    }
    if (cut->rest.num != 0) {
        items[count] = item;
        items[count].part = ITEM_REST;
        items[count].times = 1;
        items[count].id[2] = ~items[count].id[2];
        items[count++].weight = cut->rest;
    }
    return count;
}

static int by_id(const void *a, const void *b)
{
    const Item *x = a, *y = b;
    for (int i = 0; i < 3; i++)
        if (x->id[i] != y->id[i])
            return x->id[i] < y->id[i] ? -1 : 1;
    return 0;
}

static int order_of(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

/* The heaviest first; equal ones by the rule declared first, then the date, then the log. */
static int by_rule(const void *a, const void *b)
{
    const Item *x = a, *y = b;
    int order = ratio_compare(y->weight, x->weight);
    order = order ? order : order_of(x->family, y->family);
    order = order ? order : (x->day > y->day) - (x->day < y->day);
    order = order ? order : order_of(x->position, y->position);
    return order ? order : by_id(a, b);
}

/* Equal ones by the date, then the log, then the rule. */
static int by_date(const void *a, const void *b)
{
    const Item *x = a, *y = b;
    int order = ratio_compare(y->weight, x->weight);
    order = order ? order : (x->day > y->day) - (x->day < y->day);
    order = order ? order : order_of(x->position, y->position);
    order = order ? order : order_of(x->family, y->family);
    return order ? order : by_id(a, b);
}

static void sort_items(Item *items, size_t count, int (*compare)(const void *, const void *))
{
    enum { FEW = 12 };
    if (count > FEW) {
        qsort(items, count, sizeof *items, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        Item item = items[i];
        size_t to = i;
        for (; to > 0 && compare(&items[to - 1], &item) > 0; to--)
            items[to] = items[to - 1];
        items[to] = item;
    }
}

/* The other's posting joins; the first of them by date and log, and the rule declared first, stand
 * for both. */
static bool join(Item *item, const Item *other)
{
    bool earlier =
        other->day < item->day || (other->day == item->day && other->position < item->position);
    if (earlier) {
        item->day = other->day;
        item->position = other->position;
        item->count = other->count;
    }
    if (other->family < item->family)
        item->family = other->family;
    if (item->times != other->times)
        item->times = 1; /* a cap has cut them unlike */
    item->size++;
    return ratio_add(&item->weight, item->weight, other->weight);
}

/* Above 0 in the direction that is looked at, for one occurrence; the others are untouched. */
static bool weigh(Item *item, bool heaviest, bool *fits)
{
    if (heaviest)
        *fits = *fits && ratio_neg(&item->weight, item->weight);
    if (item->times > 1)
        *fits = *fits && ratio_div(&item->weight, item->weight, RATIO(item->times));
    return *fits && item->weight.num > 0;
}

/* The items of a bucket, merged and weighed; how many. */
static size_t make_items(Contest *contest, const IrSelection *selection, const uint32_t *bucket,
                         size_t count, bool *fits)
{
    Item *items = contest->items;
    size_t all = 0, made = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        all += add_items(contest, selection, row_of(contest, bucket[i]), &items[all], fits);
    sort_items(items, all, by_id);
    for (size_t i = 0; i < all; i++) {
        contest->members[i] = items[i].claim;
        if (made > 0 && by_id(&items[made - 1], &items[i]) == 0) {
            *fits = join(&items[made - 1], &items[i]) && *fits;
            continue;
        }
        items[i].first = i;
        items[made++] = items[i];
    }
    for (size_t i = 0; i < made; i++)
        if (weigh(&items[i], selection->heaviest, fits))
            items[kept++] = items[i];
    return kept;
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
    ClaimStart start = at_start(contest, at);
    Cut *cut = contest->pool->cuts ? &contest->pool->cuts[at] : NULL;
    Ratio part;
    *times = kept;
    if (!cut || cut->each.den == 0)
        return ratio_make(&part, kept, item->times) && ratio_mul(amount, start.amount, part);
    if (item->part != ITEM_REST && kept < cut->whole_left)
        cut->whole_left = (int32_t)kept;
    if (item->part != ITEM_WHOLE && kept == 0)
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

static void select_bucket(Contest *contest, const uint32_t *bucket, size_t count)
{
    const int64_t *first = row_of(contest, bucket[0]);
    const IrSelection *selection = selection_of(contest, first);
    if (count * 2 > contest->room) {
        contest->room = count * 4;
        contest->items = memory_resize(contest->items, contest->room * sizeof *contest->items);
        contest->members =
            memory_resize(contest->members, contest->room * sizeof *contest->members);
    }
    bool fits = true;
    for (size_t i = 0; i < count && contest->pool->open; i++)
        contest->members[i] = row_claim(row_of(contest, bucket[i]));
    if (contest->pool->open)
        open_bucket(contest->exec, contest->pool, contest->members, count);
    size_t items = make_items(contest, selection, bucket, count, &fits);
    if (!fits) {
        claim_overflow(contest->exec, &contest->pool->claims[row_claim(first)]);
        return;
    }
    sort_items(contest->items, items, selection->by_period ? by_date : by_rule);
    int64_t ahead = 0;
    for (size_t i = 0; i < items; i++) {
        const Item *item = &contest->items[i];
        keep(contest, selection, item, places(contest->items, i, ahead, row_is_alone(first)));
        ahead += item->times;
    }
}

/* One posting in its bucket, which counts: most buckets of most logs. */
static bool is_unopposed(const Contest *contest, const uint32_t *bucket, size_t count)
{
    const IrSelection *only = contest->plan->only;
    if (count > 1 || !only)
        return false;
    const int64_t *row = row_of(contest, bucket[0]);
    return row_is_alone(row) ||
           contest->pool->claims[row_claim(row)].times <= only->count->value.num;
}

/* Rows, and a little later their claims, are on the way before they are looked at. */
static void fetch_ahead(const Contest *contest, const Order *order, size_t from, size_t to)
{
    enum { ROWS = 24, CLAIMS = 12 };
    for (size_t i = from; i < to && i + ROWS < order->count; i++) {
        __builtin_prefetch(row_of(contest, order->at[i + ROWS]));
        const int64_t *row = row_of(contest, order->at[i + CLAIMS]);
        __builtin_prefetch(&contest->pool->claims[row_claim(row)]);
    }
}

void exec_contest(Exec *exec, uint32_t pool, uint32_t index)
{
    Contest contest = {.exec = exec,
                       .pool = &exec->pools[pool],
                       .plan = &exec->plan->contests[index],
                       .rows = &exec->bucketed[index]};
    size_t count = contest.rows->count;
    size_t columns = PARTS + contest.plan->parts;
    Order order = order_rows(count, &(Keys){column, &contest, columns, columns});
    for (size_t from = 0, to; from < count && !exec->failed; from = to) {
        to = order_group(&order, from);
        fetch_ahead(&contest, &order, from, to);
        if (contest.plan->stratum == STRATUM_SHARE)
            share_bucket(&contest, order.at + from, to - from);
        else if (!is_unopposed(&contest, order.at + from, to - from))
            select_bucket(&contest, order.at + from, to - from);
    }
    if (!contest.pool->again)
        exec->bucketed[index].count = 0;
    order_release(&order);
    free(contest.items);
    free(contest.members);
}

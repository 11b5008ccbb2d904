/* What competes in a bucket: claims, or parts of them, or several as one; the heaviest first. */
#include "interp/exec/contest.h"

#include <stdlib.h>

#include "base/arena.h"

/* Each effect has occurrences of its own where a rule counts by occurrence. */
static uint64_t step_of(const Contest *contest, const Claim *claim)
{
    bool by_step = claim_rule(contest->exec, claim)->counter == COUNTER_STEPS;
    return by_step ? (uint64_t)claim->effect + 1 : 0;
}

static Item item_of(const Contest *contest, const IrSelection *selection, uint32_t row)
{
    uint32_t at = contest->rows->claims[row];
    const Claim *claim = &contest->pool->claims[at];
    ClaimStart start = contest_start(contest, at);
    int64_t key =
        contest->plan->has_item ? contest_cell(contest, contest->plan->item_at, row) : ABSENT;
    bool is_merged = selection->item && key != ABSENT;
    Item item = {.position = claim->position,
                 .day = claim->day,
                 .family = claim_rule(contest->exec, claim)->family,
                 .times = is_merged ? 1 : start.times,
                 .count = contest->plan->only ? selection->count->value.num
                                              : contest_cell(contest, contest->plan->count_at, row),
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
static size_t add_items(const Contest *contest, const IrSelection *selection, uint32_t row,
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
        *fits &= ratio_mul(&items[count++].weight, cut->each, RATIO(cut->whole));
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
        *fits &= ratio_neg(&item->weight, item->weight);
    if (item->times > 1)
        *fits &= ratio_div(&item->weight, item->weight, RATIO(item->times));
    return item->weight.num > 0;
}

/* Of items of one id, one. Returns how many are left. */
static size_t merge_items(const Contest *contest, Item *items, size_t count, bool *fits)
{
    size_t made = 0;
    sort_items(items, count, by_id);
    for (size_t i = 0; i < count; i++) {
        contest->members[i] = items[i].claim;
        if (made > 0 && by_id(&items[made - 1], &items[i]) == 0) {
            *fits &= join(&items[made - 1], &items[i]);
            continue;
        }
        items[i].first = i;
        items[made++] = items[i];
    }
    return made;
}

static void make_room(Contest *contest, size_t count)
{
    if (count <= contest->room)
        return;
    contest->room = count * 2;
    contest->items = memory_resize(contest->items, contest->room * sizeof *contest->items);
    contest->members = memory_resize(contest->members, contest->room * sizeof *contest->members);
}

size_t contest_items(Contest *contest, const IrSelection *selection, const uint32_t *bucket,
                     size_t count, bool *fits)
{
    make_room(contest, count * 2);
    Item *items = contest->items;
    size_t made = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        made += add_items(contest, selection, bucket[i], &items[made], fits);
    for (size_t i = 0; i < made && !contest->plan->merges; i++) {
        contest->members[i] = items[i].claim;
        items[i].first = i;
    }
    if (contest->plan->merges)
        made = merge_items(contest, items, made, fits);
    for (size_t i = 0; i < made; i++)
        if (weigh(&items[i], selection->heaviest, fits))
            items[kept++] = items[i];
    sort_items(items, kept, selection->by_period ? by_date : by_rule);
    return kept;
}

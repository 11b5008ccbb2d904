/* A selection or a share at work on its rows, and what competes in one of its buckets. */
#ifndef MERIT_INTERP_EXEC_CONTEST_H
#define MERIT_INTERP_EXEC_CONTEST_H

#include "interp/exec/claims.h"

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

typedef struct Contest {
    Exec *exec;
    Pool *pool;
    const PlanContest *plan;
    const Bucketed *rows;
    Item *items; /* of the bucket that is looked at */
    uint32_t *members;
    size_t room;
} Contest;

static inline int64_t contest_cell(const Contest *contest, size_t column, uint32_t row)
{
    return contest->rows->columns[column][row];
}

/* The claim as the stratum found it. */
static inline ClaimStart contest_start(const Contest *contest, uint32_t at)
{
    const Pool *pool = contest->pool;
    return pool->start ? pool->start[at] : (ClaimStart){pool->claims[at].amount, pool->times[at]};
}

/* The items of a bucket, merged, weighed for one occurrence, and sorted: contest->items. Returns
 * how many; *fits becomes false when an amount overflows. */
size_t contest_items(Contest *contest, const IrSelection *selection, const uint32_t *bucket,
                     size_t count, bool *fits);

#endif

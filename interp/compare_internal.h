/* What the two ways to compare share. */
#ifndef MERIT_INTERP_COMPARE_INTERNAL_H
#define MERIT_INTERP_COMPARE_INTERNAL_H

#include "interp/compare.h"
#include "interp/engine_internal.h"

/* Items that are looked at: those asked for, then grades and places. */
typedef struct CompareItems {
    uint32_t *at; /* of the supposed rules */
    size_t count, asked;
} CompareItems;

/* What is found, item by item. */
typedef struct Found {
    CompareCell *cells;
    size_t count, room;
    CompareTotal *totals; /* by place among the items */
} Found;

Found found_new(const Ir *ir, const CompareItems *items, Arena *arena);
void found_cell(Arena *arena, Found *found, size_t place, const CompareItems *items,
                CompareCell cell);
/* Of a subject of the supposed roster, and a period that the days asked for cover. */
bool is_asked(const CompareAsk *ask, const Engine *supposed, const IrItem *item, uint32_t subject,
              int32_t period);
bool value_equal(Value a, Value b);
/* Adds a known number; with what is open, or overflows, it is no sum any more. */
void sum_value(Ratio *sum, Value value);
bool has_sum(const Ir *ir, uint32_t item);

/* The long way: both results anew. False: a run failed, as diag says. */
bool compare_whole(Engine *supposed, const CompareAsk *ask, const CompareItems *items, Arena *arena,
                   Found *found);
/* The short way: only what a change reaches is worked out anew, over the last full result of the
 * engine without overlays. False: it is not for this change, and nothing was said. */
bool compare_reached(Engine *supposed, const CompareAsk *ask, const CompareItems *items,
                     Arena *arena, Found *found);

#endif

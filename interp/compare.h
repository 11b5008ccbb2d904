/* What a supposition changes: who, how much, whose grade or place, which change did it. */
#ifndef MERIT_INTERP_COMPARE_H
#define MERIT_INTERP_COMPARE_H

#include "interp/suppose.h"

typedef struct CompareAsk {
    const uint32_t *items; /* of the supposed rules */
    size_t item_count;
    Day first, last;
    uint32_t kind, subject; /* only this one; kind UINT32_MAX: everyone */
    bool whole;             /* everything is worked out anew, twice: for tests of the short way */
} CompareAsk;

/* A value that differs. The period is of the calendar of the item; subjects are those of the
 * supposed roster. What one of the two does not have is not assessed. */
typedef struct CompareCell {
    uint32_t item, subject;
    int32_t period;
    Value base, supposed;
} CompareCell;

/* All values of an item that are numbers, added; a grade or a place has no sum: den 0, as when it
 * overflows. */
typedef struct CompareTotal {
    Ratio base, supposed, difference;
    size_t cells; /* that differ */
} CompareTotal;

/* One change by itself: what it does to the sum of each item, without the others. */
typedef struct CompareEffect {
    const Node *suppose, *change; /* the overlay, and the child of it */
    bool stands;                  /* alone; else it hangs on another change, and counts as 0 */
    Ratio *difference;            /* by asked item */
    size_t cells;
} CompareEffect;

typedef struct Comparison {
    Engine *base, *supposed;
    const uint32_t *items; /* asked */
    size_t item_count;
    CompareCell *cells; /* in the order of the items, by period, then subject */
    size_t cell_count;
    CompareTotal *totals; /* by asked item */
    CompareCell *crossed; /* grades and places of the days asked for, asked or not, that differ */
    size_t crossed_count;
    CompareEffect *effects; /* in the order written */
    size_t effect_count;
    Ratio *interaction; /* by asked item: the whole less what each change does alone */
} Comparison;

/* Against the engine without any supposition. In the arena. NULL: a run failed, said in diag. */
Comparison *engine_compare(Engine *supposed, const CompareAsk *ask, Arena *arena);

#endif

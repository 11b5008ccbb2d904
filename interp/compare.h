/* What a supposition changes: who, how much, whose grade or place, which change did it. */
#ifndef MERIT_INTERP_COMPARE_H
#define MERIT_INTERP_COMPARE_H

#include "interp/ask.h"
#include "interp/suppose.h"

typedef struct CompareAsk {
    const uint32_t *items; /* of the supposed rules */
    size_t item_count;
    Day first, last;
    uint32_t kind, subject;  /* only this one; kind UINT32_MAX: everyone */
    const AskScores *scores; /* where periods are each subject's own: those asked of it */
    uint64_t accept_rejects; /* as in a Question: on either side, and of each change alone */
    bool whole;              /* everything is worked out anew, twice: for tests of the short way */
} CompareAsk;

/* A value that differs. The period is of the calendar of the item; subjects are those of the
 * supposed roster. What one of the two does not have is not assessed; the level of a base grade is
 * one of the base's rules, and those of one name are the same. */
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
    const Node *suppose, *change; /* of a supposition: the overlay, and the child of it */
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

/* The item of that name, kind, period and subject kind in the rules of `base`; UINT32_MAX: none. */
uint32_t compare_base_item(const Engine *base, const Engine *supposed, uint32_t item);

/* Of an overlay, against the engine without any. In the arena. NULL: a run failed, said in diag. */
Comparison *engine_compare(Engine *supposed, const CompareAsk *ask, Arena *arena);

/* The changes that make the difference: how many, and the engine over the same base with one of
 * them alone; NULL: it does not stand alone, and what is said of that is dropped. */
typedef struct CompareParts {
    size_t count;
    Engine *(*alone)(const void *context, Engine *base, size_t part);
    const void *context;
} CompareParts;

/* The same of other rules (engine_with_rules), and of these changes. */
Comparison *engine_compare_parts(Engine *supposed, const CompareAsk *ask, const CompareParts *parts,
                                 Arena *arena);

#endif

/* What a supposition reaches: which rules count events anew, whose, and which cells that changes.
 */
#ifndef MERIT_INTERP_REACH_H
#define MERIT_INTERP_REACH_H

#include "interp/sheet.h"

/* Cells of an item, or trials of a rule on scores: a bit a subject, a row a period. */
typedef struct Cells {
    uint64_t *word;
    size_t words; /* a row */
    size_t subjects;
    int32_t first, last;
} Cells;

typedef struct Reach {
    Arena *arena; /* for as long as it is looked at */
    Engine *root, *supposed;
    Sheet *sheet;
    const Plan *before, *after;         /* of one shape */
    bool *counts_before, *counts_after; /* by rule of the plan: its events are counted anew */
    OwnList own;                        /* whose events … */
    bool everyone;                      /* … or all */
    bool *all_items;                    /* by item: its definition is another one */
    bool *all_rules;                    /* the same of rules on scores, by rule of `after` */
    Cells *items;                       /* by item */
    Cells *rules;                       /* by rule of `after` */
} Reach;

/* False: it cannot be told, or not this way. */
bool reach_find(Reach *reach);
/* What the events now add, in the place of what they did; notes the cells. False: as above. */
bool reach_events(Reach *reach);
/* From the cells noted to all that depend on them. */
void reach_spread(Reach *reach);

static inline uint64_t *cells_row(const Cells *cells, int32_t period)
{
    return cells->word + (size_t)(period - cells->first) * cells->words;
}
bool cells_any(const Cells *cells, int32_t period);
bool cells_full(const Cells *cells, int32_t period);
bool cells_add(Cells *cells, uint32_t subject, int32_t period); /* false: it was there */
void cells_fill(Cells *cells, int32_t period);
/* The subjects of a period, in their order; room for all. */
size_t cells_list(const Cells *cells, int32_t period, uint32_t *out);

#endif

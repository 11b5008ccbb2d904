/* What other rules change on the same history: another rule set, or amendments not yet adopted. */
#ifndef MERIT_INTERP_IMPACT_H
#define MERIT_INTERP_IMPACT_H

#include "interp/compare.h"

/* A change of the rules: something declared otherwise, or the change of an amendment. */
typedef struct ImpactPart {
    const Node *before, *after;     /* the first version; NULL: it is not declared */
    const Node *amendment, *change; /* else NULL, and the two above are */
} ImpactPart;

/* Where the trees of both rule sets are; in the arena. */
typedef struct Impact {
    Engine *base; /* borrowed, as is the engine that read the other rules */
    const Node *const *files;
    size_t file_count; /* with all changes */
    ImpactPart *parts;
    size_t part_count;
    CompareParts compare;       /* for engine_compare_parts */
    const Node *const *written; /* amendments: as they were written, … */
    Day adopted;                /* … adopted through this day */
    Arena *arena;
} Impact;

/* From the rules of `base` to those of `after`. */
Impact *impact_between(Arena *arena, Engine *base, const Engine *after);
/* From the rules as amended through that day to those with every amendment. `base` has no rules
 * yet: it takes those that `all` read. NULL: said in diag. */
Impact *impact_of_amendments(Arena *arena, Engine *base, const Engine *all, Day adopted);
/* The base with all changes. Owned; NULL: said in diag. */
Engine *impact_engine(const Impact *impact);

#endif

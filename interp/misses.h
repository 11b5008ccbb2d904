/* What a rule could have been about, and did not fire for: with what it lacked. */
#ifndef MERIT_INTERP_MISSES_H
#define MERIT_INTERP_MISSES_H

#include "interp/ask.h"

/* An event, or a subject in a period for rules on scores. */
typedef struct Miss {
    Day day; /* of a period the last one */
    int32_t period;
    uint64_t position; /* UINT64_MAX: no event */
    uint32_t event_kind, own_kind, own;
    size_t failed; /* so many conditions did not hold */
    Text words;    /* which, and by how much */
} Miss;

typedef struct Missing {
    Engine *engine;
    const Diag *diag;
    const Result *result;
    const Trace *trace; /* with what was taken away */
    uint32_t family;    /* of the rule */
    Day first, last;
    uint32_t subject;  /* ASK_EVERY: everyone's */
    const Expr *where; /* only those for which it holds; NULL: all */
    size_t most;       /* those that lack no more than so many conditions */
    Language language;
} Missing;

/* By day and place in the log. *fired: how many conditions held in full, and nothing more was
 * wanted. */
Miss *misses_find(Arena *arena, const Missing *missing, size_t *count, size_t *fired);

#endif

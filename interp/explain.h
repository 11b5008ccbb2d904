/* The account of a score, made from a result whose trace was kept. */
#ifndef MERIT_INTERP_EXPLAIN_H
#define MERIT_INTERP_EXPLAIN_H

#include "interp/engine.h"
#include "interp/report/account.h"

typedef struct Explain {
    const Ir *ir;
    const Diag *diag; /* holds the rules' texts: formulas are shown as written */
    const Result *result;
    const Trace *trace; /* of the subject, or of everyone; sorted */
    Log *log;           /* NULL: events have no record (tests) */
    uint32_t item, subject;
    int32_t period;
    Language language;
} Explain;

/* The item and what it reads within its period. In the arena. */
Account *explain_score(Arena *arena, const Explain *explain);

#endif

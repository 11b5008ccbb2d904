/* The account of a score, made from a result whose trace was kept. */
#ifndef MERIT_INTERP_EXPLAIN_H
#define MERIT_INTERP_EXPLAIN_H

#include "interp/engine.h"
#include "interp/report/account.h"

typedef struct Explain {
    const Ir *ir;
    const Diag *diag; /* holds the rules' texts: formulas are shown as written */
    const Result *result;
    const Trace *trace;    /* of the subject, or of everyone; sorted */
    Engine *engine;        /* has the records of events; NULL: they have none (tests) */
    const uint32_t *items; /* of one subject kind and calendar */
    size_t item_count;
    uint32_t subject;
    int32_t period;
    Language language;
} Explain;

/* The items and what they read within the period, each once; from the last item on, since what
 * reads others is declared behind them. In the arena. */
Account *explain_scores(Arena *arena, const Explain *explain);

#endif

/* An aggregate asked by itself, over everyone: in one, or part by part. */
#ifndef MERIT_INTERP_TALLY_H
#define MERIT_INTERP_TALLY_H

#include "interp/ask.h"

typedef struct Tally {
    Engine *engine;
    const Diag *diag;
    const IrQuery *query;
    const Result *result; /* over scores: what tally_ask says; over events: NULL unless some rule
                             takes events away, then of a run with a trace of everyone */
    const Trace *trace;
    Day first, last;         /* events of these days … */
    const AskPeriod *period; /* … scores of these periods */
    uint32_t kind, subject;  /* ASK_EVERY: all */
    uint64_t top;
    bool lowest_first; /* or with `top`: by value; else in the order of the parts */
    Language language;
    bool for_people;
} Tally;

/* An item whose cells those of the query are, over scores. */
uint32_t tally_item(const Ir *ir, const IrQuery *query);
/* False: it overflowed (said in nobody's diag). */
bool tally_table(Arena *arena, const Tally *tally, ReportTable *out);

#endif

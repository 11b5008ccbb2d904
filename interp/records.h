/* Records as a table: postings, events with what they fired, rejected rows, notices. Between the
 * engine and its faces, as ask.h. */
#ifndef MERIT_INTERP_RECORDS_H
#define MERIT_INTERP_RECORDS_H

#include "interp/ask.h"
#include "interp/check/records.h"

typedef struct Records {
    Engine *engine;
    const Diag *diag;
    const IrQuery *query;
    const Result *result; /* over what records_ask says, with a trace of these days */
    const Trace *trace;
    Day first, last;        /* only what happened on these days */
    uint32_t kind, subject; /* only those charged to it, events of it; ASK_EVERY: all */
    uint64_t top;           /* 0: all; in an order those equal to the last one too */
    bool lowest_first;
    Language language;
    bool for_people; /* else names as data has them */
} Records;

/* What a run must be asked so that all that happened on these days is told: every item, over all of
 * its periods that hold one of the days. */
void records_ask(Arena *arena, const Ir *ir, Day first, Day last, AskScores *ask);
ReportTable records_table(Arena *arena, const Records *records);

#endif

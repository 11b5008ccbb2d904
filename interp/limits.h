/* Which caps and floors were reached, and which rules never fired. */
#ifndef MERIT_INTERP_LIMITS_H
#define MERIT_INTERP_LIMITS_H

#include "interp/ask.h"

typedef struct Limits {
    Engine *engine;
    const Result *result; /* over what records_ask says, with a trace of everyone on these days */
    const Trace *trace;
    Day first, last;
    Language language;
} Limits;

/* What was reached in a period that lies within the days: how often, of how many, how much of it
 * took or gave. */
ReportTable limits_table(Arena *arena, const Limits *limits);
/* The rules in force on some of the days that did nothing, as a trace has seen that keeps nothing;
 * how many events they could have been about. */
ReportTable unfired_table(Arena *arena, const Limits *limits);

#endif

/* The public notice of a period: notices issued, then the standings of what was named. */
#ifndef MERIT_INTERP_BULLETIN_H
#define MERIT_INTERP_BULLETIN_H

#include "interp/ask.h"

/* A table of the notices that the trace kept (where there are any), and one for each item of the
 * question: ranks by group and place, grades by level, other values from the highest on; who has
 * none is left out; only the trace's subject where it is of one. In the arena. The heading of the
 * first names the regulation and the period. */
ReportTable *ask_bulletin(Arena *arena, const AskScores *ask, const Result *result,
                          const Trace *trace, Language language, size_t *count);

#endif

/* Why a grade, a place or a value was not reached: what it lacks, who stands before, and which
 * single event would have changed it. */
#ifndef MERIT_INTERP_UNREACHED_H
#define MERIT_INTERP_UNREACHED_H

#include "interp/ask.h"

typedef struct Unreached {
    Engine *engine;
    const Diag *diag;
    const Question *question; /* of the run below, to be put again */
    const Result *result;
    const Trace *trace; /* of the subject */
    uint32_t item;
    uint32_t level; /* of a grade … */
    Ratio value;    /* … else the place or the value that is wanted */
    uint32_t subject;
    int32_t period;
    Language language;
} Unreached;

/* False: the engine failed meanwhile (said in its diag). */
bool unreached_print(Arena *arena, const Unreached *reach, Output *out);

#endif

/* Events that a rule took away: voided ones, and those that count as another kind. */
#ifndef MERIT_INTERP_TAKEN_H
#define MERIT_INTERP_TAKEN_H

#include "interp/engine.h"

typedef struct Taken {
    uint64_t position;
    uint32_t kind; /* as which it counts; UINT32_MAX: it scores nothing */
    uint32_t rule; /* in the IR */
} Taken;

typedef struct TakenList {
    Taken *at;
    size_t count;
} TakenList;

/* Some rule voids events, or makes other kinds of them. */
bool rules_take_away(const Ir *ir);
/* Of a trace that kept these entries. */
TakenList taken_find(Arena *arena, const Ir *ir, const Trace *trace);
/* NULL: the event at that position was left as it is. */
const Taken *taken_at(const TakenList *list, uint64_t position);

#endif

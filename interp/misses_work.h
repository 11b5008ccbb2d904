/* Shared by the files that look for misses, for nobody else. */
#ifndef MERIT_INTERP_MISSES_WORK_H
#define MERIT_INTERP_MISSES_WORK_H

#include "interp/conditions.h"
#include "interp/misses.h"
#include "interp/taken.h"

/* An event for which all conditions of a rule that counts held. */
typedef struct Counted {
    Miss miss;
    const IrRule *rule;
    Ratio amount; /* what it adds to the count; den 0: unknown */
    bool passes;  /* of a run: it goes on */
} Counted;

typedef struct Search {
    const Missing *ask;
    const Ir *ir;
    const Roster *roster;
    Arena *arena;
    Explain explain;
    Explainer explainer;
    Conditions *conditions; /* by version */
    TakenList taken;
    Row row;
    const Batch *batch;
    size_t batch_row;
    uint32_t item; /* rules on scores: whose cell is looked at … */
    int32_t period;
    Miss *at;
    size_t count, room;
    Counted *counted;
    size_t counted_count, counted_room;
    size_t fired;
} Search;

void search_keep(Search *search, Miss miss);
/* misses_count.c: an event that counts; once all are known, which counts end one short. */
void search_count(Search *search, const IrRule *rule, const Batch *batch, uint32_t row,
                  const Miss *miss);
void search_counted(Search *search);

#endif

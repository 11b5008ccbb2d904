/* Shared by the files that look for misses, for nobody else. */
#ifndef MERIT_INTERP_MISSES_WORK_H
#define MERIT_INTERP_MISSES_WORK_H

#include "interp/conditions.h"
#include "interp/misses.h"
#include "interp/taken.h"

/* A version of the rule, taken apart. */
typedef struct MissedRule {
    const IrRule *rule;
    Conditions selects;  /* `where`, `unless`, `for` */
    Conditions run_only; /* what goes on with a run */
} MissedRule;

typedef struct Search {
    const Missing *ask;
    const Ir *ir;
    const Roster *roster;
    Arena *arena;
    Explain explain;
    Explainer explainer;
    MissedRule *versions; /* of the family, in the order declared */
    size_t version_count;
    TakenList taken;
    Row row;
    uint32_t own_kind; /* of whose the row is */
    uint32_t item;     /* rules on scores: whose cell is looked at … */
    int32_t period;
    Miss *at;
    size_t count, room;
    size_t fired;
} Search;

void search_keep(Search *search, Miss miss);
/* How many conditions do not hold; in words, unless they are too many to be told. */
size_t search_failed(Search *search, const Conditions *conditions, ConditionValue *value,
                     Text *words);
/* misses_count.c: an event, or a period, for which all holds and that the rule counts. */
void search_count(Search *search, const MissedRule *version, ConditionValue *value, Miss miss);

#endif

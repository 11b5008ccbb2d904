/* The levels of a grade, each as it is given: who is eligible (S9, S23). */
#ifndef MERIT_INTERP_SCORE_LEVELS_H
#define MERIT_INTERP_SCORE_LEVELS_H

#include "interp/score/score.h"

/* A level being given: who is in the running, in which order. */
typedef struct Level {
    Exec *exec;
    uint32_t item;
    int32_t period;
    const IrLevel *ir;
    Contest contest; /* a quota goes by a rank: lowest first */
    Keys condition;  /* NULL value: always */
    uint32_t index;
    const HeldLevels *held; /* NULL: no holds */
} Level;

bool level_is_open(const Level *level, uint32_t subject);
bool level_is_eligible(const Level *level, const int64_t *given, uint32_t subject);
/* Behind the level, for those of the ranked who have none: who perhaps meets it gets nothing behind
 * it either; whom a hold kept from it is noted, and who is assured of it has it. */
void level_settle(const Level *level, const uint32_t *ranked, size_t known, int64_t *given);

#endif

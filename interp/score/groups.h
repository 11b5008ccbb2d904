/* What aggregates over several subjects share. */
#ifndef MERIT_INTERP_SCORE_GROUPS_H
#define MERIT_INTERP_SCORE_GROUPS_H

#include "interp/score/score.h"

/* The days of an item's period, the same for everyone. */
typedef struct Days {
    Day first, last;
} Days;
Days days_of(const Exec *exec, uint32_t item, int32_t period);

/* Which groups a member counts in, by what the roster says on each one's last day within the period
 * (S12). Groups are numbered; under a relation the group is the superior. */
typedef struct Grouping {
    uint32_t kind, own_kind; /* of the members; of those who have the value */
    bool under, named;
    uint32_t *group; /* by member; under: whom it names; named: by who has the value, whom that one
                        names. NO_INDEX: none */
    uint32_t *above; /* under: whom a superior names; NULL: nobody */
    uint32_t *seen;  /* under: the last member that was counted */
    size_t count;    /* of groups */
} Grouping;

/* key: over the own subject, for OVER_ACROSS and OVER_NAMED. */
Grouping grouping_new(Exec *exec, uint32_t kind, Over over, uint32_t field, const Program *key,
                      uint32_t item, int32_t period);
void grouping_free(Grouping *grouping);
/* Before members are walked once more. */
void grouping_forget(Grouping *grouping);
/* The member's groups, one after the other; after: NO_INDEX for the first. NO_INDEX: no more. */
uint32_t grouping_next(const Grouping *grouping, uint32_t member, uint32_t after);
/* The group whose value the subject has. */
uint32_t grouping_own(const Grouping *grouping, uint32_t subject);

/* Puts a value into a column; false when it does not fit. */
bool column_put(const Column *column, uint32_t subject, int32_t period, Ratio value);

#endif

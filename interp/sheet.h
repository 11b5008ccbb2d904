/* A full result that is kept, with the sums that events left beside it: what a change reaches is
 * worked out anew in it, looked at, and put back, bit for bit. */
#ifndef MERIT_INTERP_SHEET_H
#define MERIT_INTERP_SHEET_H

#include "interp/compare_internal.h"

/* A number that was written over. */
typedef struct Saved {
    int64_t *at, value;
} Saved;

typedef struct Sheet {
    /* the question that it answers */
    uint32_t *items;
    size_t item_count;
    Day first, last, as_of;
    uint32_t fills;
    Result *result;
    int64_t **events;   /* by group of the plan: its matrix as the events left it */
    Reg *event_sums;    /* by item: the same where sums are ratios; else NULL num */
    int64_t **rooms[2]; /* by group: for what events add on either side; all 0 between uses */
    Ratio *totals;      /* by item: all that it is in the periods asked for; den 0: overflows … */
    bool *has_total;    /* … once it was asked */
    Saved *saved;       /* in the order in which they were written over */
    size_t saved_count, saved_room;
} Sheet;

/* Of the root, for at least these items: kept by it until another one is needed. NULL: a run
 * failed, or nothing of such rules can be worked out by itself; nothing is said. */
Sheet *sheet_of(Engine *root, const uint32_t *items, size_t count, const CompareAsk *ask);
void sheet_free(Sheet *sheet);

/* Before it is written over. */
void sheet_save(Sheet *sheet, int64_t *at);
/* Everything as it was. */
void sheet_restore(Sheet *sheet);

/* --- what can be worked out by itself --- */
/* Values depend on sums of events, and on rules on scores that post to their own subject. */
bool plan_is_local(const Plan *plan);
/* … and nothing needs everyone, or shares with them: one subject's values can be told alone. */
bool plan_is_alone(const Plan *plan);
/* Adds to sums as often as its events come, and does nothing else. */
bool rule_is_sum(const Plan *plan, const PlanRule *rule);
/* Items, periods, groups and classes of columns are those of the other plan, which has as many
 * items. */
bool plan_has_shape(const Plan *plan, const Plan *other);
PlanQuestion sheet_question(const Sheet *sheet);

#endif

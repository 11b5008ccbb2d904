/* The score graph: sections closed, scores, ranks and grades, stage by stage over columns. */
#ifndef MERIT_INTERP_SCORE_SCORE_H
#define MERIT_INTERP_SCORE_SCORE_H

#include "interp/exec/run.h"

/* Computes every wanted item. False when a value overflowed (said in diag). After exec_finish. */
bool score_graph(Exec *exec);

/* The parts of one value, in the order of S10 and S18. A part that does not apply repeats the one
 * before it; den 0: not assessed. */
typedef struct ScoreParts {
    Ratio formula;  /* section: base; score: its formula */
    Ratio posted;   /* section: the sum of its postings */
    Ratio pro_rata; /* after pro rata */
    Ratio set;      /* section: after set and clear */
    Ratio limited;  /* after floor and cap */
    Ratio held;     /* after holds */
    Ratio paid;     /* after withholds */
    Ratio value;    /* after rounding */
    bool has_pro_rata, has_set, has_limit, has_hold, has_withhold, has_rounding;
} ScoreParts;
/* posted: the sum of what the trace says was posted; NULL: not a section, or nothing kept. */
ScoreParts score_parts(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                       const Ratio *posted);

/* The value of one expression over one cell. */
Ratio score_expression(Exec *exec, const Program *program, uint32_t item, uint32_t subject,
                       int32_t period);

/* What a quota did in the group of a subject. */
typedef struct QuotaResult {
    uint32_t level;
    int32_t ranked, slots, eligible, taken;
    bool subject_eligible, subject_taken;
} QuotaResult;
size_t score_quotas(Exec *exec, uint32_t item, uint32_t subject, int32_t period, QuotaResult *out,
                    size_t room);

/* --- inside --- */
Ratio column_value(const Column *column, uint32_t subject, int32_t period);
/* Lanes for subjects [first, first + count) of the item's kind in a period. */
void score_lanes(Exec *exec, uint32_t kind, uint32_t calendar, int32_t period, uint32_t first,
                 size_t count);
void score_value(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count);
/* The place of `watch` before holds; ABSENT: none. */
int64_t score_rank(Exec *exec, uint32_t item, int32_t period, uint32_t watch);
void score_grade(Exec *exec, uint32_t item, int32_t period, uint32_t watch, QuotaResult *watched,
                 size_t *watched_count);
/* The same where each subject has its own periods: one subject at a time. A grade there has no
 * quotas. */
void score_own_item(Exec *exec, uint32_t item, uint32_t first, size_t count);
void score_own_rule(Exec *exec, const PlanRule *rule, uint32_t first, size_t count);
void score_own_grade(Exec *exec, uint32_t item, int32_t period);
void score_absent(Exec *exec, uint32_t item, uint32_t subject, int32_t period);
/* What holds, sets and withholds make of a value; the last is false when it overflows. */
Ratio score_held(const Exec *exec, uint32_t item, uint32_t subject, int32_t period, Ratio value);
Ratio score_set(Exec *exec, uint32_t item, uint32_t subject, int32_t period, Ratio value);
bool score_withheld(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                    Ratio *value);
const PlanVersion *version_of(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                              const IrVersion **ir);

/* A value of every subject of a kind in one period; den 0: none. Owned. */
typedef struct Keys {
    Ratio *value;
} Keys;
Keys score_keys(Exec *exec, const Program *program, uint32_t item, int32_t period);

#endif

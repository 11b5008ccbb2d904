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
    bool subject_eligible, subject_taken, subject_tied;
} QuotaResult;
size_t score_quotas(Exec *exec, uint32_t item, uint32_t subject, int32_t period, QuotaResult *out,
                    size_t room);

/* --- where decisions are open (S21) --- */

/* What is known of a value: OPEN_NOT: it is low (den 0: not assessed); BETWEEN: low … high. */
typedef struct Bounds {
    OpenState state;
    Ratio low, high;
} Bounds;
/* Of an item that was computed. */
Bounds score_bounds(const Exec *exec, uint32_t item, uint32_t subject, int32_t period);
/* Which cell a program is about, and what an overflow names. */
typedef struct Place {
    uint32_t kind, calendar, subject;
    int32_t period;
    const Name *what;
    const Meta *meta;
} Place;
/* Of a program over one cell: exact where it grows or falls with each open value alone. The lanes
 * are its own afterwards. A condition that cannot be told yet is 0 … 1, or undecided. */
Bounds score_program_bounds(Exec *exec, const Program *program, const Place *place);
/* The same over a cell of an item. */
Bounds score_expression_bounds(Exec *exec, const Program *program, uint32_t item, uint32_t subject,
                               int32_t period);
/* The same parts as ScoreParts. posted: both ends of the sum of its postings. */
typedef struct OpenParts {
    Bounds formula, posted, pro_rata, set, limited, held, paid, value;
} OpenParts;
OpenParts score_open_parts(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                           Bounds posted);
/* Who is in an aggregate over several subjects and is assessed, by id and period. */
typedef struct GroupMember {
    uint32_t subject;
    int32_t period;
    Ratio value;
} GroupMember;
/* How many there are, the others too; the first `room` of those assessed go to out. */
size_t score_members(Exec *exec, uint32_t item, uint32_t subject, int32_t period, GroupMember *out,
                     size_t room, size_t *assessed);

/* What rounding that keeps a total did for a subject: whose remainder was the largest but so many.
 */
typedef struct SeatResult {
    size_t place, count; /* by remainder, among those who share the total */
    size_t steps;        /* that were left: the first so many get one more */
    Ratio remainder;
} SeatResult;
void score_seat(Exec *exec, uint32_t item, uint32_t subject, int32_t period, SeatResult *out);

/* How often a subject had each number that a count-back counts, from the lowest on. */
size_t score_places(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                    HistogramEntry *out, size_t room);

/* A further key of a rank, compared among some who were level by the events between them. */
typedef struct HeadToHead {
    size_t key;            /* of the further ones */
    const uint32_t *among; /* whose events count */
    size_t among_count;
    const uint32_t *level; /* of them, those still level: the better first */
    size_t level_count;
    const Ratio *values; /* by subject; den 0: not assessed */
} HeadToHead;
typedef void HeadToHeadVisitor(void *context, const HeadToHead *table);
/* Tells in their order which of them a subject took part in. */
void score_tables(Exec *exec, uint32_t item, int32_t period, uint32_t subject,
                  HeadToHeadVisitor *visit, void *context);

/* --- inside --- */
/* What the item is for each of the lanes [first, first + count) that may be open: owned; NULL:
 * none is. The lanes of the run are as before. */
Bounds *score_open_values(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count);
/* On the roster for a day of the item's period. */
bool score_is_there(const Exec *exec, const IrItem *of, uint32_t subject, int32_t period);
/* Puts them where the item's column says nothing; frees them. */
void score_open_store(Exec *exec, uint32_t item, int32_t period, Bounds *open, uint32_t first,
                      size_t count);
/* Before rounding that keeps a total. */
Bounds score_open_unrounded(Exec *exec, uint32_t item, uint32_t subject, int32_t period);
void score_open_put(Exec *exec, uint32_t item, uint32_t subject, int32_t period, Bounds value);
/* A rule on scores, where its condition or what it does cannot be told: its targets are
 * undecided. verdicts: what it is for each lane, 1 fires, 0 does not, 2 as computed. */
void score_open_rule(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count,
                     uint8_t *verdicts);
/* The same of a run of periods, whose verdicts are known: 1 fires, 0 does not, 2 is open. */
void score_open_run(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count,
                    uint8_t *verdicts);
/* What postings without open ones add up to, before the value takes its place. */
Ratio score_posted(const Exec *exec, uint32_t item, uint32_t subject, int32_t period);

Ratio column_value(const Column *column, uint32_t subject, int32_t period);
/* Lanes for subjects [first, first + count) of the item's kind in a period. */
void score_lanes(Exec *exec, uint32_t kind, uint32_t calendar, int32_t period, uint32_t first,
                 size_t count);
/* What needs everyone, in one period. */
void score_barrier(Exec *exec, uint32_t item, int32_t period);
/* Whether a rule on scores is tried at the end of a period that everyone shares. */
bool score_in_force(const Exec *exec, const PlanRule *rule, int32_t period);
/* A rule on scores over a run of subjects in a period. */
void score_trial(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count);
/* The same of a rule that is a run of periods. In the order of the periods. */
void score_run_trial(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first,
                     size_t count);
void score_value(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count);
/* The values of lanes before rounding. */
void score_unrounded(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count,
                     Ratio *out);
void score_keeping(Exec *exec, uint32_t item, int32_t period);
void score_group(Exec *exec, uint32_t item, int32_t period);
void score_countback(Exec *exec, uint32_t item, int32_t period);
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
/* What holds say of a grade, by subject: levels by number, the best is 0. */
typedef struct HeldLevels {
    int64_t *best;    /* at most: no level before it */
    int64_t *assured; /* at least: no level behind it; ABSENT: none */
    bool *kept;       /* a level was met and not given: those behind it count as met */
    bool *doubted;    /* perhaps so: whether it was met is unknown */
} HeldLevels;
void held_levels_init(HeldLevels *held, const Exec *exec, uint32_t item, int32_t period);
void held_levels_release(HeldLevels *held);
/* Places of a period; those that are open stay undecided. */
void score_hold_places(Exec *exec, uint32_t item, int32_t period);
/* The levels of a grade that holds allow and assure: no level before *best (0: any), none behind
 * *assured (ABSENT: none). */
void score_held_levels(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                       int64_t *best, int64_t *assured);
const PlanVersion *version_of(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                              const IrVersion **ir);

/* A value of every subject of a kind in one period; den 0: none. Owned. */
typedef struct Keys {
    Ratio *value;
    Bounds *open; /* by subject: where a decision is open, and value has none; NULL: nowhere */
} Keys;

/* Who competes with whom: the same group keys. An absent group key is a group of its own. */
typedef struct Contest {
    Keys *groups;
    size_t group_count;
    Keys *orders; /* first key, then the further ones; better first */
    size_t order_count;
    bool ascending;             /* lowest first: of the first key … */
    const bool *then_ascending; /* … and of the others; NULL: there are none */
} Contest;
int score_compare_groups(const Contest *contest, uint32_t a, uint32_t b);
/* By one key: below 0: a is better. Who has none comes last. */
int score_compare_key(const Contest *contest, size_t key, uint32_t a, uint32_t b);
/* Within a group, by all of them. */
int score_compare_orders(const Contest *contest, uint32_t a, uint32_t b);
/* By group, then the best first; of equal ones by id. */
void score_sort(const Contest *contest, uint32_t *subjects, size_t count);
Keys score_keys(Exec *exec, const Program *program, uint32_t item, int32_t period);
/* Of several programs. Owned. */
Keys *score_all_keys(Exec *exec, const Program *programs, size_t count, uint32_t item,
                     int32_t period);
void score_free_keys(Keys *keys, size_t count);
/* Where decisions are open: the keys of those whom they reach, anew. */
void score_open_keys(Exec *exec, const Program *program, uint32_t item, int32_t period, Keys *keys);
/* Who cannot be placed among the others: by subject, owned; NULL: everyone can. They leave the
 * orders of the contest. only: who may compete. */
Bounds *score_open_rivals(const Contest *contest, const Keys *only, size_t count);
/* After the others are placed (order: of them): their places, or that they are undecided. */
void score_open_places(Exec *exec, uint32_t item, int32_t period, const Contest *contest,
                       const Bounds *rivals, const uint32_t *order, size_t ranked, bool dense);
/* The cells of a rank or grade as they are, for those who read their ends. rivals: by subject, who
 * is yet to be placed; NULL: nobody. */
void score_open_mirror(Exec *exec, uint32_t item, int32_t period, const Bounds *rivals);

/* A rank being worked out for a period. */
typedef struct Ranking {
    uint32_t item;
    int32_t period;
    const IrVersion *ir;
    const PlanVersion *version;
    Contest *contest;
    uint32_t *order; /* those ranked: by group, the best first */
    bool *apart;     /* not level with the one before, or of another group */
    size_t ranked;
    HeadToHeadVisitor *visit; /* told of what watch took part in; NULL: nobody asks */
    void *context;
    uint32_t watch;
    int64_t watched; /* the place of watch before holds; ABSENT: none */
} Ranking;
/* The first key that is head to head; their number: none is. */
size_t ranking_first_met(const Ranking *ranking);
/* From an order by the keys before that one: by the others, too. */
void score_head_to_head(Exec *exec, const Ranking *ranking);

/* A group's value at both ends of its members; who shares a rounded total with someone open. */
void score_open_group(Exec *exec, uint32_t item, int32_t period);
void score_open_keeping(Exec *exec, uint32_t item, int32_t period);

/* The level of a grade that cannot be told yet, beside ABSENT: none. */
#define UNDECIDED_LEVEL (ABSENT + 1)
/* While levels are given: one that a condition leaves unknown. In the end it is ABSENT. */
#define UNKNOWN_LEVEL (ABSENT + 2)

#endif

/* The loop over steps, and what a run of events leaves: sums, holds, kept rows. */
#ifndef MERIT_INTERP_EXEC_RUN_H
#define MERIT_INTERP_EXEC_RUN_H

#include "interp/exec/batch.h"
#include "interp/exec/gather.h"
#include "interp/exec/histogram.h"
#include "interp/exec/meetings.h"
#include "interp/exec/sort.h"
#include "interp/exec/trace.h"
#include "interp/plan/plan.h"

/* Subjects at a time: their matrix rows stay near while all their scores are worked out. */
enum { RUN_OF_SUBJECTS = 512 };

/* What each lane stands for: a row of a batch, or a subject in a period. */
typedef struct Lanes {
    size_t count;
    uint32_t rows[LANES];
    uint32_t own[LANES];
    Day roster_day[LANES]; /* DAY_ALWAYS: not on the roster */
    Day date[LANES];
    int64_t charged[LANES];
    int32_t times[LANES];
    uint32_t held_first[LANES], held_last[LANES]; /* runs: among the sorted rows */
} Lanes;

/* Who is charged: a lane, a subject, the charge (by number) that named it. */
typedef struct Hits {
    size_t count, room;
    uint16_t *lane;
    uint16_t *charge;
    uint32_t *subject;
    uint32_t *next; /* while charges are compared: the lane's hit before this one */
} Hits;

/* A matrix of a plan's group: subjects × periods × cells, side by side for a subject. */
typedef struct Matrix {
    int64_t *cells;
    size_t subjects, periods, width;
    Day first_day;
    size_t days;
    int32_t *period_of_day; /* by day - first_day: 0 … periods - 1 */
    bool has_days; /* one period holds every day, whoever is charged; else a hit is placed alone */
} Matrix;

/* The combined bounds of holds on one item, by subject × period; den 0: none. Of a grade: the
 * number of the level, less than 0. */
typedef struct Holds {
    Ratio *most, *least;
    Ratio *withheld; /* the shares, added */
} Holds;

/* What `set` and `clear` make of an item's value, by subject × period: the last by date and log
 * stands. */
typedef struct SetTo {
    Ratio value; /* den 0: none */
    Ratio other; /* den 0: none; what another effect makes of it at the same place (E0414) */
    uint64_t position;
    Day day;
    uint32_t rule, other_rule; /* in plan->rules */
    uint32_t effect;           /* in its rule's effects */
} SetTo;

/* Both ends of what an open decision leaves; den 0: none. */
typedef struct Ends {
    Ratio low, high;
} Ends;

typedef enum OpenState {
    OPEN_NOT,     /* the item's column says it all */
    OPEN_BETWEEN, /* from low to high */
    OPEN_UNDECIDED
} OpenState;

/* Where decisions are open (S21), by subject × period of an item; there its column says absent. */
typedef struct OpenItem {
    Ends *posted;   /* what open postings add; NULL: none */
    uint8_t *state; /* OpenState of the value; NULL: none */
    Column low, high;
} OpenItem;

/* An amount that waits for its decision. */
typedef struct OpenDecision {
    uint64_t position;
    Day day;
    uint32_t rule, effect; /* in the IR */
    uint32_t event_kind, own_kind, own;
    Ends bounds; /* as the rule writes them, without a sign */
} OpenDecision;

/* A row whose decision is out of bounds: it counts for nothing and is rejected. */
typedef struct Misdecided {
    uint64_t position;
    uint32_t rule;
    Ratio decision;
    Ends bounds;
} Misdecided;

/* Rows that a run needs, until the log has ended. */
typedef struct Kept {
    Batch *batch;
    uint8_t *passes;
    uint32_t *rule; /* the version that matched, in plan->rules */
    Ratio *value;   /* what an occurrence adds to the count, den 0: unknown; NULL: one each */
    Ratio *limit;   /* the n of its version, den 0: unknown; NULL: that of its rule */
    size_t room;
} Kept;

/* A posting to a section whose postings are kept in order, or a restart of it. */
typedef struct JournalEntry {
    uint64_t position;
    uint32_t subject;
    Day day;
    int32_t period;
    uint32_t rule; /* in plan->rules */
    uint32_t effect;
    bool restarts;     /* what of the period stands before it counts no more (S17) */
    bool is_open;      /* it waits for its decision: from amount to high (S21) */
    Ratio amount;      /* restarts: 0 */
    Ratio high;        /* the same, unless it is open */
    TraceEntry *trace; /* what accounts are told once the section is settled; NULL: nothing */
} JournalEntry;

typedef struct Journal {
    JournalEntry *entries; /* sorted when settled: by subject, day, position; a restart first */
    size_t count, room;
} Journal;

/* A period in a row, and whether no open decision can undo that (S21). */
typedef struct RunElement {
    int32_t period;
    bool sure;
} RunElement;

/* Those of a subject since a rule last fired for it or its run was broken (S3). */
typedef struct PeriodRun {
    RunElement *elements;
    size_t count, room;
    int32_t last; /* the period tried last: with a gap behind it the run breaks */
} PeriodRun;

/* Which sums were added to. */
typedef struct PostNote {
    uint32_t item, subject;
    int32_t period;
} PostNote;
typedef struct PostNotes {
    PostNote *at; /* some more than once */
    size_t count, room;
} PostNotes;

typedef struct Pool Pool;         /* postings put aside: claims.h */
typedef struct Bucketed Bucketed; /* those of a contest */
typedef struct Peers Peers;       /* subjects by what a field of the roster holds: peers.c */

/* A kept row with its key beside it: by own subject, day, log position. */
typedef struct Sorted {
    uint64_t position;
    uint32_t own;
    Day day;
    uint32_t row;
} Sorted;

typedef struct Exec {
    const Plan *plan;
    const Roster *roster;
    const Builtins *builtins;
    Diag *diag;
    Trace *trace;            /* NULL: keep nothing */
    Column *columns;         /* by item */
    Matrix *matrices;        /* by group */
    Reg *posted;             /* by item: sums that need ratios, period by period; else NULL num */
    Holds *holds;            /* by item */
    SetTo **sets;            /* by item; NULL: none */
    Kept *kept;              /* by run */
    Pool *pools;             /* by plan->pools */
    Bucketed *bucketed;      /* by plan->contests */
    Gathered *gathered;      /* by item: the events of measures that keep them */
    Histogram *histograms;   /* by item: ITEM_COUNTBACK */
    Meetings *meetings;      /* by item: ITEM_MEETING */
    PeriodRun **period_runs; /* by rule: of the first version, by subject; NULL: none tried */
    Journal *journals;       /* by item: of those in order */
    Ratio **bases;           /* by item: of those measured, what they begin with; else NULL */
    OpenItem *open;          /* by item; NULL: nothing is decided by events */
    uint8_t **touched;       /* by subject kind: who may have an open value; NULL: nobody */
    bool has_open;           /* some decision is */
    OpenDecision *decisions;
    size_t decision_count, decision_room;
    Misdecided *misdecided;
    size_t misdecided_count, misdecided_room;
    Frame frame;
    size_t regs; /* in the frame */
    Lanes *lanes, *targets;
    Hits hits;
    int64_t **rooms;  /* whose matrices are used, by group: all 0; NULL: its own */
    PostNotes *notes; /* NULL: nobody asks */
    bool is_alone;    /* one subject's values are wanted, and hang on nobody else's: … */
    uint32_t alone_kind, alone; /* … this one's */
    const uint32_t *list; /* of lanes over subjects: these instead of a run of them; NULL: a run */
    Peers *peers;         /* a list, filled as charges ask; NULL: none yet */
    size_t *cell_at;      /* scatter: where each hit adds … */
    int64_t *cell_add;    /* … what */
    uint32_t *by_kind;    /* the batch's rows, grouped */
    size_t by_kind_room;
    Order order;    /* of what is sorted: one thing at a time */
    Sorted *sorted; /* the rows of a stream, and room for how many */
    size_t sorted_room;
    Batch *treated;          /* rows that now are of another kind, not yet run; NULL: none ever */
    Batch **waiting;         /* by rule: events of staged ones, until what they read is known */
    bool in_treated;         /* such rows are running: voids saw them before */
    uint64_t *run_positions; /* while a run fires: positions in sorted order */
    const Ratio *balances;   /* while a balance fires: what was measured, by lane */
    bool failed;             /* said in diag */
    bool rules_fail;         /* … as an error of the rules, not of a limit */
} Exec;

Exec *exec_new(const Plan *plan, const Roster *roster, const Builtins *builtins, Diag *diag,
               Trace *trace);
/* For events alone: what they add up to goes into matrices that are lent, and nothing is scored. */
Exec *exec_new_sums(const Plan *plan, const Roster *roster, const Builtins *builtins, Diag *diag,
                    int64_t **rooms);
void exec_free(Exec *exec);

/* Runs the event rules over a batch. Rows may come in any order and any batches. */
void exec_batch(Exec *exec, const Batch *batch);
/* The same over some rows of one kind, whose array is used up, then what they are treated as. */
bool exec_looks_at(const Exec *exec, uint32_t kind);
void exec_kind(Exec *exec, const Batch *batch, uint32_t kind, uint32_t *rows, size_t count);
void exec_treated(Exec *exec);
/* After the last batch: what needs order. */
void exec_finish(Exec *exec);
/* What the strata leave of a pool is posted. */
void exec_pool_finish(Exec *exec, uint32_t pool);
/* Before the items of a stage: the rules on events that read scores of earlier ones. */
void exec_stage(Exec *exec, uint32_t stage);
/* A rule on scores over the lanes of exec->lanes (subjects of one period, set by the caller).
 * verdicts: by lane, 0 or 1 where it is known otherwise whether the condition holds, else 2; NULL:
 * nowhere. */
void exec_score_rule(Exec *exec, const PlanRule *rule, const uint8_t *verdicts);
/* On the roster on every day of the period that is tried (S24). */
bool exec_is_there_throughout(const Exec *exec, uint32_t subject);

/* When nothing more is posted to a section in order: what counts of it is posted (S17). */
void exec_settle(Exec *exec, uint32_t item);

/* Runs a program over exec->frame; an overflow fails the run and names rule or item. */
void exec_program(Exec *exec, const Program *program, const Name *what, const Meta *meta);
void exec_bind(Exec *exec, Lanes *lanes);
/* Room for as many registers as the plan now needs: after compiling another program. */
void exec_registers(Exec *exec);

/* --- inside --- */
/* Counters, runs and caps of that stage: all their events have passed. */
void exec_streams(Exec *exec, uint32_t stage);
void exec_wait(Exec *exec, const PlanRule *rule, const Batch *batch);
/* The rows by kind, in the order of the batch within each, in exec->by_kind: start[k] …
 * start[k + 1]. Owned. */
size_t *exec_group(Exec *exec, const Batch *batch);
/* Runs a rule over rows of one kind that satisfy that condition of it. */
void exec_rows(Exec *exec, const PlanRule *rule, const Program *condition, const Batch *batch,
               const uint32_t *rows, size_t count);
/* Gathers a firing; exec_flush hands them on, as it does when the lanes are full. */
void exec_fire(Exec *exec, const PlanRule *rule, const Batch *batch, const Sorted *sorted,
               size_t at, int64_t times, size_t first);
void exec_flush(Exec *exec, const PlanRule *rule, const Batch *batch);
/* The first day of the window that holds a day of the own subject; false: no window does. */
bool exec_window(const Exec *exec, const Window *window, uint32_t own, Day day, Day *from);
void exec_counter(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule);
/* Puts the postings of an effect over the hits aside; its amount was just worked out. */
void exec_claim(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch);
/* Those from `from` on enter the contests of their rule. */
void exec_compete(Exec *exec, const PlanRule *rule, const PlanEffect *effect, size_t from);
void exec_pools_make(Exec *exec);
void exec_pools_free(Exec *exec);
/* Counts the numbers of an effect over the hits; they were just worked out. */
void exec_places(Exec *exec, const PlanRule *rule, const PlanEffect *effect);
/* Keeps what an effect makes of events between two, where head to head looks at that; it was just
 * worked out. True: nothing else does. */
bool exec_meet(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch);
/* Rows of a rule whose decision is out of its bounds: they are noted and `bad`. True: some are. */
bool exec_misdecided(Exec *exec, const PlanRule *rule, const Batch *batch, int64_t *bad);
/* The postings of an amount as decided over the hits, settled or open. */
void exec_decided(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch);
/* What an amount as decided is in each lane: high.den 0: settled; low.den 0: unknown. Notes what
 * is open for the lanes that are hit. */
void exec_decide(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                 Ends *out);
/* Notes for an account what the rule allows; `amount` is signed as it posts. */
void exec_decision_bounds(const PlanEffect *effect, Ends amount, TraceEntry *entry);
/* The hit's part of an amount, for all occurrences. */
bool hit_amount(const Exec *exec, const PlanRule *rule, size_t hit, Ratio *amount);
/* Both ends are added, even where one overflows: false. */
bool ends_add(Ends *sum, Ends by);
/* Adds an open amount to what is open of an item; false: it overflows. */
bool exec_open(Exec *exec, uint32_t item, uint32_t subject, int32_t period, Ends amount);
/* Its value cannot be told before the decisions are made, nor how far it reaches. */
void exec_undecided(Exec *exec, uint32_t item, uint32_t subject, int32_t period);
/* What reads the subject may be open. */
void exec_touch(Exec *exec, uint32_t kind, uint32_t subject);
bool exec_is_touched(const Exec *exec, uint32_t kind, uint32_t subject);
OpenState exec_open_state(const Exec *exec, uint32_t item, uint32_t subject, int32_t period);
/* Makes the ends of every item that may be open ready for the score graph, once some decision is;
 * they begin as what is known so far. */
void exec_open_columns(Exec *exec);
/* Of the lanes of a rule on events that reads open scores: whatever it may act on is undecided. */
void exec_undecided_rows(Exec *exec, const PlanRule *rule, const Batch *batch);
/* Of the hits of a rule on scores: whatever it acts on is undecided. */
void exec_undecided_hits(Exec *exec, const PlanRule *rule);
void exec_open_free(Exec *exec);
/* The values of an item of its own class, period by period. Owned. */
void exec_own_column(const Exec *exec, const PlanItem *item, bool ratio, Column *column);
void exec_hold(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
               size_t hit, int32_t period, Ratio bound);
void exec_withhold(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
                   size_t hit, int32_t period, Ratio share);
void exec_set(Exec *exec, const PlanRule *rule, const PlanEffect *effect, const Batch *batch,
              size_t hit, int32_t period, Ratio value);
/* False: two effects disagree, which is said. */
bool exec_set_agrees(Exec *exec, uint32_t item, uint32_t subject, const SetTo *to);
uint32_t hit_kind(const Exec *exec, const PlanRule *rule, size_t hit);
Ratio hit_share(const Exec *exec, const PlanRule *rule, size_t hit);
bool is_lapsed(const Exec *exec, const PlanRule *rule, size_t hit);
TraceEntry trace_entry(const Exec *exec, const PlanRule *rule, const PlanEffect *effect,
                       TraceKind kind, const Batch *batch, size_t hit, int32_t period,
                       Ratio amount);
/* To the journal of its item: a posting, or a restart, as accounts would be told of it. */
void exec_enter(Exec *exec, TraceEntry told);
void exec_balance(Exec *exec, const Kept *kept, const Sorted *sorted, const PlanRule *rule);
int64_t exec_firings(const PlanRule *of, Ratio n, Ratio before, Ratio after, Ratio each,
                     int64_t times);
/* The n that holds at a row; den 0: unknown, and nothing fires. */
Ratio exec_limit(const Kept *kept, uint32_t row, const PlanRule *of);
/* For whoever asks why a rule did not fire: what it counted at a row. */
void exec_count_row(const Exec *exec, const PlanRule *rule, const Sorted *at, TraceCount count);
void exec_note(Exec *exec, uint32_t item, uint32_t subject, int32_t period);
/* Adds to the sum of an item; false: it overflows. */
bool exec_post(Exec *exec, uint32_t item, uint32_t subject, int32_t period, Ratio amount);
bool item_period(const Exec *exec, const PlanItem *item, uint32_t subject, Day day,
                 int32_t *period);
/* The period that an effect acts on: the one that holds the hit's day, or the next. */
bool target_period(const Exec *exec, const PlanEffect *effect, size_t hit, int32_t *period);
/* Not there on any day of the next period, so there is nothing to act on (S16). */
bool is_gone(const Exec *exec, const PlanEffect *effect, size_t hit, int32_t period);
/* Where a subject's periods of a calendar begin. */
Day exec_anchor(const Exec *exec, uint32_t calendar, uint32_t subject);
/* The value of a program in a lane of the frame; den 0: unknown. */
Ratio exec_value(const Exec *exec, const Program *program, size_t lane);
/* Keeps the selected lanes as events of a measure; accounts keep those of every measure. */
void exec_gather(Exec *exec, const PlanRule *rule, const Batch *batch);
void exec_gather_sort(Exec *exec);
bool exec_gathers(const Exec *exec, const PlanRule *rule);
/* Puts the selected lanes aside as events of the rule's other kind. */
void exec_treat(Exec *exec, const PlanRule *rule, const Batch *batch);
void exec_add_hit(Hits *hits, size_t lane, uint32_t subject, size_t charge);
/* Charges the others whose field of the roster is equal to the own subject's that day. */
void exec_add_others(Exec *exec, const PlanCharge *charge, size_t lane, uint32_t own, size_t k);
void peers_free(Peers *peers);
void exec_charges(Exec *exec, const PlanRule *rule, const Batch *batch, const uint8_t *mask);
void exec_emit(Exec *exec, const PlanRule *rule, const Batch *batch, const uint8_t *mask);
void exec_overflow(Exec *exec, const Name *what, const Meta *meta, uint32_t kind, uint32_t subject);
void exec_trace(Exec *exec, const PlanRule *rule, const PlanEffect *effect, TraceKind kind,
                const Batch *batch, size_t hit, int32_t period, Ratio amount);
uint32_t event_own_kind(const Ir *ir, uint32_t event);
const Name *plan_rule_name(const Plan *plan, const PlanRule *rule);
const Meta *plan_rule_meta(const PlanRule *rule);

#endif

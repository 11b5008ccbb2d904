/* What a run keeps for accounts: the same plan, another sink. A month-end keeps no trace. */
#ifndef MERIT_INTERP_EXEC_TRACE_H
#define MERIT_INTERP_EXEC_TRACE_H

#include "interp/exec/batch.h"

typedef enum TraceKind {
    TRACE_POSTED,    /* amount counted in item */
    TRACE_HELD,      /* item held at most/at least amount */
    TRACE_WITHHELD,  /* amount is the share withheld */
    TRACE_SET,       /* the period's value of item is amount */
    TRACE_RESTARTED, /* what stood in item before it, amount in all, counts no more */
    TRACE_NOTICE,
    TRACE_VOIDED,  /* the event scores nothing, by this rule; subject is the event's own */
    TRACE_TREATED, /* the event counts as another kind, by this rule; subject as above */
    TRACE_LAPSED   /* the charged subject was not on the roster that day; amount was not counted */
} TraceKind;

/* What became of a posting that was put aside: how it was shared, what took from it. */
typedef enum TraceStepKind { STEP_SHARED, STEP_SELECTED, STEP_CAPPED } TraceStepKind;
typedef struct TraceStep {
    TraceStepKind kind;
    int64_t parts;                /* SHARED: among so many */
    const IrSelection *selection; /* SELECTED */
    Ratio left;                   /* what the amount was from then on */
} TraceStep;

typedef struct TraceEntry {
    TraceKind kind;
    uint32_t rule;    /* index in ir->rules */
    uint32_t effect;  /* index in its effects */
    uint32_t item;    /* POSTED, HELD, WITHHELD, SET, LAPSED */
    uint32_t subject; /* charged; number within the subject kind below */
    uint32_t subject_kind;
    uint32_t own, own_kind; /* the event's own subject; rules on scores: the same */
    uint32_t event_kind;    /* UINT32_MAX: a rule on scores, no event */
    int32_t period;         /* period index of the item's calendar */
    Day day;
    uint64_t position; /* of the event; rules on scores: UINT64_MAX */
    int32_t times;
    Ratio amount; /* of all occurrences, signed, after the share; HELD: the bound */
    Ratio asked;  /* POSTED: before the steps; den 0: there are none */
    TraceStep *steps;
    size_t step_count;
    Ratio high; /* POSTED, LAPSED of an open decision: amount is the low end; else den 0 */
    Ratio low_bound, high_bound;      /* of that decision, as its rule writes them */
    Ratio balance;                    /* of the section that the rule measures; den 0: none */
    const struct TraceEntry *restart; /* POSTED: what left nothing of it; NULL: it counts */
    Ratio share;                      /* of the charge: 1 for all of it */
    uint64_t *held; /* runs: the positions of the elements that made it, the last one included */
    size_t held_count;
} TraceEntry;

/* An event that a rule counted, or a period of a run; also when nothing fired. */
typedef struct TraceCount {
    uint32_t rule; /* index in ir->rules: the version in force on that day */
    uint32_t own;
    Day day;
    uint64_t position; /* UINT64_MAX: a period … */
    int32_t period;    /* … this one; of a balance: the section's */
    Ratio before;      /* what had been counted, or the balance, … */
    Ratio after;       /* … and with it; of a run 0: it breaks it */
    Ratio wanted;      /* of so many; den 0: unknown */
    int64_t firings;
    bool is_open; /* whether it fires hangs on decisions that are open */
} TraceCount;

typedef struct Trace {
    Arena *arena;
    TraceEntry *entries; /* by rule order within the log; sorted by trace_sort */
    size_t count, room;
    /* What to keep: entries charged to, or of events of, this subject (UINT32_MAX: everyone). */
    uint32_t subject_kind, subject;
    bool is_dated; /* … of these days only: */
    Day from, until;
    bool *seen;      /* by rule: whether it did anything, and nothing is kept; NULL: entries are */
    bool taken_only; /* nothing but VOIDED and TREATED */
    bool notices_only; /* nothing but NOTICE: for tables, whatever the size of the log */
    bool has_counts;   /* what the rules of this family counted, too; by steps: once for each */
    uint32_t family;
    TraceCount *counts; /* by own subject, day and position, once trace_sort has run */
    size_t count_count, count_room;
} Trace;

bool trace_keeps(const Trace *trace, const TraceEntry *entry);
void trace_add(Trace *trace, TraceEntry entry); /* those that it keeps */
/* What a rule counts, and what it came to. */
void trace_add_count(Trace *trace, TraceCount count);
/* By subject, day, position, rule, effect. */
void trace_sort(Trace *trace);

#endif

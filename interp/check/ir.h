/* What is meant: names resolved, types and units proved, versions dated. The plan, `why` and the
 * reports read this; only `check` makes it. Everything lives in the arena of the script. */
#ifndef MERIT_INTERP_CHECK_IR_H
#define MERIT_INTERP_CHECK_IR_H

#include "grammar/ast.h"
#include "interp/check/ir_types.h"
#include "interp/check/ir_test.h"

/* --- periods and windows --- */
typedef enum CalendarKind { CALENDAR_UNIT, CALENDAR_CYCLE, CALENDAR_SEASONS } CalendarKind;
typedef struct IrSeason {
    Text name;
    Day from, until;
} IrSeason;
typedef struct IrCalendar {
    CalendarKind kind;
    PeriodUnit unit; /* CALENDAR_UNIT */
    Name name;
    Span span;
    uint32_t subject; /* CALENDAR_CYCLE: of NAME, or UINT32_MAX */
    int32_t length;   /* CALENDAR_CYCLE: in days or in months */
    bool in_months;
    Day anchor;
    uint32_t anchor_field; /* of the subject; UINT32_MAX: the date above */
    IrSeason *seasons;
    size_t season_count;
} IrCalendar; /* ir->calendars[0..4] are week month quarter half year, index = PeriodUnit */

typedef enum WindowKind { WINDOW_NONE, WINDOW_CALENDAR, WINDOW_LAST, WINDOW_PREVIOUS } WindowKind;
typedef struct Window {
    WindowKind kind;
    uint32_t calendar; /* CALENDAR, PREVIOUS; and LAST: the unit counted, as a calendar
                          (days: UINT32_MAX) */
    int32_t count;     /* LAST */
} Window;

/* --- expressions --- */
typedef enum ExprOp {
    EXPR_POISON,
    EXPR_UNKNOWN, /* never known: a hole between versions */
    EXPR_CONST,   /* value (TYPE_TEXT: text) */
    EXPR_OWN,     /* the event's own subject, or the cell's */
    EXPR_CHARGED, /* within `charge … where`: the subject charged */
    EXPR_DAY,     /* the event's day, or the period's last day */
    EXPR_FIELD,   /* index: slot of the event */
    EXPR_ROSTER,  /* arg[0]: a subject; index: field of its kind; read on the event's day */
    EXPR_CELL,    /* index: item; same subject and period (or, from an event, the one holding it) */
    EXPR_SECTIONS,  /* agg over all sections of the score's own subject kind and calendar */
    EXPR_EVENT_AGG, /* agg of events of the cell's subject in its period or window. Of a measure
                       that is kept: index, any agg and pick. Else TOTAL COUNT AVERAGE: index
                       measure of the total, other measure of the count */
    EXPR_ITEM_AGG,  /* agg over the periods of item `index` inside the cell's period or window; with
                       a group, over everyone in it: only as the formula of an ITEM_GROUP */
    EXPR_GROUP,     /* ITEM_GROUP, _COUNTBACK or _MEETING `index`: same subject and period */
    EXPR_SHARE,     /* arg[0]: the own amount; index: the ITEM_GROUP that it is a share of */
    EXPR_NEG,
    EXPR_ADD,
    EXPR_SUB,
    EXPR_MUL,
    EXPR_DIV,
    EXPR_LOWER,
    EXPR_HIGHER, /* of arg[0] and arg[1] */
    EXPR_NOT,
    EXPR_AND,
    EXPR_OR, /* three-valued */
    EXPR_EQ,
    EXPR_NE,
    EXPR_GE,
    EXPR_LE,
    EXPR_GT,
    EXPR_LT,
    EXPR_IS_KNOWN,
    EXPR_IF, /* condition, then, else: an unknown condition gives unknown */
    EXPR_OPS
} ExprOp;

typedef enum Agg { AGG_TOTAL, AGG_COUNT, AGG_AVERAGE, AGG_MEDIAN, AGG_LOWEST, AGG_HIGHEST } Agg;

/* Over whom: the own subject; everyone; who has the same value of a roster field; whose field leads
 * to the own subject, through others too; the one whom arg[0], a path over the own subject, names.
 */
typedef enum Over { OVER_OWN, OVER_ALL, OVER_ACROSS, OVER_UNDER, OVER_NAMED } Over;

typedef struct Expr Expr;
struct Expr {
    ExprOp op;
    Type type;
    Span span;
    Expr *arg[3];
    Ratio value;
    Text text;
    uint32_t index, other;
    Agg agg;
    Window window;               /* EVENT_AGG, ITEM_AGG: WINDOW_NONE is the cell's own period */
    int32_t best, worst;         /* take only so many (0: all) … */
    int32_t but_best, but_worst; /* … or all but so many */
    Over over;                   /* ITEM_AGG */
    uint32_t field;              /* ACROSS: of the own subject; UNDER: of the item's */
    bool of_charged;             /* CELL, ITEM_AGG: of the subject charged, not of the own one */
    bool is_percent;             /* CONST: written with %, or worked out from what was */
    uint32_t size;               /* expressions in this tree, itself included; bounded by check */
};
/* An aggregate of some of the values only. */
static inline bool expr_picks(const Expr *expr)
{
    return expr->best > 0 || expr->worst > 0 || expr->but_best > 0 || expr->but_worst > 0;
}
/* Lets and tables are lowered by check: a let to its value (versions: IF on EXPR_DAY), a table to
 * IFs on its key; `between` to AND of GE and LE; `is one of` to OR of EQ. Every such node keeps
 * the span of what was written. */

/* --- items: what has a value for each subject and period --- */
typedef enum ItemKind {
    ITEM_SECTION,
    ITEM_SCORE,
    ITEM_RANK,
    ITEM_GRADE,
    /* hidden: made of what aggregates say, behind the declared ones */
    ITEM_MEASURE,   /* of events */
    ITEM_MEMBER,    /* the formula of an aggregate, for those whom its `where` selects */
    ITEM_GROUP,     /* an aggregate over several subjects */
    ITEM_COUNTBACK, /* subjects by their number of 1s, then of 2s …: more is higher */
    ITEM_MEETING,   /* of a section or measure, what comes from events between those compared */
} ItemKind;
static inline bool item_is_hidden(ItemKind kind)
{
    return kind >= ITEM_MEASURE;
}

typedef struct Rounding {
    bool set;
    RoundDir dir;
    Ratio step;
    bool keeps_total;
    Expr *across; /* keeps_total: the group key over EXPR_OWN; NULL: everyone */
} Rounding;

typedef struct Quota {
    bool set;
    bool percent; /* amount is a share of those ranked; else a number of places */
    Ratio amount;
    Expr **within; /* group keys over EXPR_OWN */
    size_t within_count;
    RoundDir dir; /* down unless said */
    int32_t minimum;
    bool ties_in; /* a tie across the line: all in; else all out */
    bool ties_set;
} Quota;

typedef struct IrLevel {
    Name name;
    Span span;
    Expr *condition; /* NULL: always (`otherwise`, or a quota alone) */
    Quota quota;
} IrLevel;

/* One version of an item; which fields apply follows the item's kind. */
typedef struct IrVersion {
    Meta meta;
    Expr *base;        /* SECTION (NULL: 0) */
    Expr *formula;     /* SCORE, MEMBER; GROUP: the aggregate */
    Expr *floor, *cap; /* SECTION, SCORE: NULL: none */
    Expr *out_of;      /* SCORE */
    Expr *only;        /* SCORE `for`, RANK `among`, MEMBER `where`: NULL: everyone */
    bool pro_rata;     /* SECTION, SCORE */
    Rounding rounding; /* SCORE */
    Expr *by;          /* RANK */
    Expr **then_by;
    size_t then_count;
    Expr **within; /* RANK: roster fields over EXPR_OWN */
    size_t within_count;
    bool lowest_first, dense; /* RANK: of `by` … */
    bool *then_lowest;        /* … and of each `then by` */
    Expr **then_met;  /* each `head to head of`, as written: then_by has its meetings; else NULL */
    bool *then_again; /* `head to head again` stands behind it */
    uint32_t by_item; /* GRADE: rank or score it reads; UINT32_MAX: none */
    IrLevel *levels;  /* GRADE */
    size_t level_count;
} IrVersion;

typedef struct IrItem {
    ItemKind kind;
    Name name;
    Type type; /* SECTION, SCORE: number; RANK: plain number; GRADE: ENUM of its levels */
    uint32_t subject, calendar;
    IrVersion *versions; /* by `from`, not overlapping; at least one; MEASURE and on: none */
    size_t version_count;
    bool is_target; /* some rule posts to it, sets, holds … */
    /* MEASURE, COUNTBACK: the total of `measured` (NULL: of occurrences) over events of these kinds
     */
    uint32_t *kinds;
    size_t kind_count;
    Expr *measured, *where;
    /* … whose they are: none: the event's own subject; else those of a path, or levels above it */
    struct IrCharge *whose;
    size_t whose_count;
    uint32_t across; /* … or whoever has the same in this roster field; UINT32_MAX: no such group */
    bool kept;       /* the events are kept, since more is asked than a sum of the own period */
    uint32_t of;     /* MEETING: the section or measure */
} IrItem;

/* --- rules --- */
typedef enum TriggerKind { TRIGGER_EVENTS, TRIGGER_SCORES } TriggerKind;
typedef enum CounterKind {
    COUNTER_NONE,
    COUNTER_REACHING,
    COUNTER_EVERY,
    COUNTER_BEYOND,
    COUNTER_RUN,
    COUNTER_STEPS /* `by occurrence`: every effect has its steps */
} CounterKind;
typedef enum TargetKind { TARGET_PATH, TARGET_LEVELS, TARGET_OTHERS } TargetKind;
typedef enum EffectKind {
    EFFECT_POST, /* deduct and add: amount is signed (a deduction is EXPR_NEG of what is written) */
    EFFECT_SET,
    EFFECT_CLEAR,
    EFFECT_RESTART,
    EFFECT_TREAT_AS,
    EFFECT_VOID,
    EFFECT_NOTICE,
    EFFECT_WITHHOLD,
    EFFECT_HOLD
} EffectKind;

typedef struct IrCharge {
    Ratio share; /* 1 unless said */
    TargetKind kind;
    Expr *path;     /* PATH: a subject; LEVELS, OTHERS: the own subject */
    uint32_t field; /* LEVELS, OTHERS: roster field */
    Expr *where;    /* over EXPR_CHARGED; NULL: always */
    Span span;
} IrCharge;

/* A part of a bucket: what a path reads from the event, or the period that holds its day. */
typedef struct IrKey {
    Expr *path;        /* FIELD, ROSTER, OWN or DAY; NULL: the period … */
    uint32_t calendar; /* … of this calendar */
} IrKey;

typedef struct IrEffect {
    EffectKind kind;
    Span span;
    uint32_t item;                 /* section or score; TREAT_AS: event kind */
    Expr *amount;                  /* POST, SET, HOLD, WITHHOLD (share) */
    Expr *high;                    /* POST as decided: amount is the low bound, high the other;
                                      both signed, so a deduction's low is its heaviest */
    uint32_t decided;              /* as decided: the slot that holds the decision, unsigned */
    bool deduct;                   /* POST: written as a deduction */
    bool at_most;                  /* HOLD */
    int32_t step_first, step_last; /* STEPS: for which occurrences of the window, from 1 */
    bool next;                     /* HOLD, WITHHOLD: the next period */
    Text text;                     /* NOTICE */
    IrKey *shared_by; /* POST: divided among the postings of one bucket (S13); none: not divided */
    size_t shared_count;
} IrEffect;

typedef struct IrCap {
    Expr *amount;
    uint32_t calendar;
} IrCap;

typedef struct IrRule { /* one version */
    Name name;
    Meta meta;
    uint32_t family;  /* the same for all versions of a name, below ir->family_count */
    uint32_t version; /* 0, 1 … among those of its name */
    TriggerKind trigger;
    bool any_event;
    bool staged;     /* EVENTS: it, or another version of it, reads a score, so it runs once that is
                        known, and before what it posts to (S2) */
    bool missing;    /* SCORES: `missing … in`: the condition is a count of 0, and only who was on
                        the roster for the whole window can lack something */
    uint32_t *kinds; /* EVENTS: event kinds */
    size_t kind_count;
    Expr *where, *unless, *only; /* when … where; unless; for. SCORES: `where` is the condition */
    uint32_t subject, calendar;  /* SCORES: whose score, of which period */
    CounterKind counter;
    Ratio count;       /* n of the counter or run … */
    Expr *count_by;    /* … where a table or a changing let gives it; else NULL */
    Expr *counted;     /* `of`: NULL: occurrences */
    bool balance;      /* … it is a section's running balance, measured at each event (S25) */
    Window window;     /* of the counter or run */
    Expr *run_where;   /* RUN: NULL: every element passes */
    IrCharge *charges; /* none: the own subject */
    size_t charge_count;
    IrEffect *effects;
    size_t effect_count;
    IrCap *caps; /* of what it posts to one subject in a period (S6) */
    size_t cap_count;
} IrRule;

/* --- selections --- */
typedef struct IrSelection { /* one version */
    Name name;
    Meta meta;
    uint32_t index;     /* the same for all versions of a name, below ir->selection_names */
    bool heaviest;      /* among deductions; else the best among what is added */
    Expr *count;        /* how many count */
    uint32_t *families; /* the rules that compete */
    size_t family_count;
    Expr *item; /* postings of one value are one; NULL: those of one rule and event */
    IrKey *each;
    size_t each_count;
    bool by_period; /* a part is a period: the version is that of the bucket's last day */
    Expr *only;     /* `for`: NULL: every event */
} IrSelection;

/* --- queries --- */
typedef enum RecordKind {
    RECORD_POSTINGS,
    RECORD_EVENTS,
    RECORD_REJECTS,
    RECORD_NOTICES
} RecordKind;

/* An aggregate that is asked by itself, over everyone. */
typedef struct IrTally {
    const uint32_t *kinds; /* of events … */
    size_t kind_count;     /* … 0: over cells */
    const Expr *value;     /* over each of them; NULL: occurrences */
    const Expr *key;       /* what `by` parts them by; NULL: all together */
    const Expr *pick;      /* agg and which of the values count; its type is that of the result */
} IrTally;

/* What the words of a query mean; which parts there are follows its kind. */
typedef struct IrQuery {
    const Node *node;
    uint32_t subject;   /* the kind that `of` names, else that of the first score; NONE: no such */
    const Node *entity; /* `of` one of them, whose id is looked up when it is asked; NULL: all */
    uint32_t calendar;  /* of the first score, or UINT32_MAX */
    const Expr *where, *by; /* over a cell, or over a row; NULL: none */
    RecordKind record;      /* SHOW of records: which … */
    uint32_t by_column;     /* … sorted by which RecordColumn; UINT32_MAX: as they happened */
    Type amount;            /* … and the unit in which `where` reads their amounts */
    IrTally tally;          /* TALLY */
    uint32_t family;        /* NEAR, WHY_NOT: of a rule; UINT32_MAX: of none … */
    uint32_t item, level;   /* WHY_NOT: … but of an item, a level of a grade, … */
    bool has_value;         /* … or a value of it */
    Ratio value;
    uint32_t each; /* a column for each period of this calendar; UINT32_MAX: no */
} IrQuery;

/* --- the whole --- */
typedef enum NodeRefKind { REF_ITEM, REF_RULE } NodeRefKind;
typedef struct NodeRef {
    NodeRefKind kind;
    uint32_t index;
} NodeRef;

typedef struct IrUnscored {
    Name name; /* title only */
    Meta meta;
} IrUnscored;

typedef struct Ir {
    Arena *arena;
    Name regulation;
    Meta regulation_meta;
    IrEnum *enums;
    size_t enum_count;
    IrSubject *subjects;
    size_t subject_count;
    IrEvent *events;
    size_t event_count;
    IrSlot *slots;
    size_t slot_count;
    IrCalendar *calendars;
    size_t calendar_count;
    IrItem *items; /* declared ones in the order declared, then the measures */
    size_t item_count;
    IrRule *rules; /* versions, in the order declared */
    size_t rule_count, family_count;
    bool *together;    /* by family: several versions use up one cap, or share one amount */
    bool *period_runs; /* by family: a version of it is a run of periods (S3) */
    bool has_period_runs;
    IrSelection *selections; /* versions, in the order declared */
    size_t selection_count, selection_names;
    NodeRef *order; /* items and score rules such that what is read comes first */
    size_t order_count;
    IrTest *tests;
    size_t test_count;
    IrUnscored *unscored;
    size_t unscored_count;
    IrQuery *queries; /* of the script itself, run-script statements among them, in order */
    size_t query_count;
    struct Check *check; /* the names in scope, for queries that are asked later: check_query */
} Ir;

/* Marks the slots of events that an expression reads. */
void ir_want_slots(const Expr *expr, bool *wanted);
Text meta_cites(Arena *arena, const Meta *meta); /* the clauses, with blanks between */
int ir_find_item(const Ir *ir, Text name);       /* -1: none */
int ir_find_subject(const Ir *ir, Text name);
int ir_find_calendar(const Ir *ir, Text name); /* month/月 … and declared ones */
/* Its postings wait for others of its own before they count: it has a cap, or shares them. */
bool rule_is_put_aside(const IrRule *rule);
/* The fields of an event kind that name a subject kind: how many, and the first two. */
typedef struct EventSides {
    size_t count;
    uint32_t field[2];
} EventSides;
EventSides event_sides(const Ir *ir, uint32_t event, uint32_t subject);
/* The version whose run of periods a version of the rule takes over; UINT32_MAX: none. */
uint32_t rule_run_before(const Ir *ir, uint32_t rule);
const IrVersion *item_version(const IrItem *item, Day last_day); /* NULL: a hole */

/* Posts to, sets, holds … the item that it names. */
bool effect_acts_on_item(const IrEffect *effect);

/* The same but for where it was written. */
bool expr_equal(const Expr *a, const Expr *b);
bool charges_equal(const IrCharge *a, size_t count, const IrCharge *b, size_t other);
/* Two versions mean the same, names and spans aside: of rules whose IRs declare the same items and
 * data, in the same order. */
bool rule_equal(const IrRule *a, const IrRule *b);
bool item_equal(const IrItem *a, const IrItem *b); /* all its versions */
bool selection_equal(const IrSelection *a, const IrSelection *b);

/* How a type is called in diagnostics, both languages in one argument (BOTH): "points\x1f分". */
const char *type_words(Arena *arena, const Ir *ir, Type type);

/* The golden form of `merit ir`: canonical names; titles, notices and readings unless `bare`. */
void ir_print(const Ir *ir, bool bare, Output *out);

#endif

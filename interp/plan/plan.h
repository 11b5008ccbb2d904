/* Typed IR → steps over columns, for one question. */
#ifndef MERIT_INTERP_PLAN_PLAN_H
#define MERIT_INTERP_PLAN_PLAN_H

#include "interp/plan/step.h"

enum { NO_INDEX = UINT32_MAX };

typedef struct PlanCharge {
    const IrCharge *charge;
    Program path;  /* PATH: the subject over the event; LEVELS: the first level */
    Program where; /* count 0: always */
    uint32_t kind; /* subject kind of who is charged */
} PlanCharge;

/* The order in which postings that were put aside are finished (S2). */
typedef enum Stratum {
    STRATUM_SHARE,  /* `shared by` */
    STRATUM_FIELDS, /* selections whose bucket has no period */
    STRATUM_CAPS,   /* of rules */
    STRATUM_PERIODS /* selections whose bucket has a period */
} Stratum;

/* Claims that are looked at bucket by bucket: one a selection, by name, and one for each amount
 * that is shared. */
typedef struct PlanContest {
    Stratum stratum;
    uint32_t pool;
    uint32_t family, place;  /* SHARE: whose, and which of its shared effects */
    size_t parts;            /* numbers that make the bucket */
    bool several;            /* versions: the last part tells which */
    const IrSelection *only; /* its one version, whose count is always the same; else NULL */
    bool merges;             /* several claims may compete as one */
    bool has_count, has_item;
    size_t count_at, item_at, parts_at, width; /* where a claim's row has what */
} PlanContest;

/* The part of a rule, or of one of its effects, in a contest. */
typedef struct PlanMember {
    uint32_t contest;
    const IrSelection *selection; /* NULL: SHARE */
    const IrKey *each;
    size_t each_count;
    Program *parts; /* count 0: a period */
    Program only, count, item;
} PlanMember;

typedef struct PlanEffect {
    const IrEffect *effect;
    Program amount;
    PlanMember *shared; /* NULL: not shared */
    Program high;       /* as decided: the other bound; count 0: not so */
} PlanEffect;

/* A rule version, or a measure, made ready. */
typedef struct PlanRule {
    const IrRule *rule; /* NULL: a measure */
    uint32_t index;     /* in ir->rules; measures: the item */
    Program condition;  /* count 0: always */
    Program late;       /* staged: what of the condition reads a score; count 0: always */
    bool *kept;         /* staged: the slots of the events that wait; else NULL */
    Program run_where;  /* count 0: every element passes */
    Program limit;      /* its n, where a table or a let gives it; count 0: rule->count */
    Program counted;    /* what each occurrence adds to a counter; count 0: one */
    PlanCharge *charges;
    size_t charge_count;
    PlanEffect *effects;
    size_t effect_count;
    PlanEffect *decisions; /* those as decided, wanted or not: given ones are held to the bounds */
    size_t decision_count;
    Program *caps;       /* one a cap of the rule */
    uint32_t *cap_at;    /* the place of each cap's calendar among those of the family */
    PlanMember *members; /* in selections */
    size_t member_count;
    uint32_t pool;    /* of the postings that are put aside, or NO_INDEX */
    uint32_t ordered; /* of the stream that it feeds, or NO_INDEX */
    bool fires;       /* has an effect that is wanted */
    bool keeps;       /* a measure whose events are kept */
    bool is_void;
    bool is_period_run; /* its condition tells which periods it looks at, run_where what each meets
                         */
    uint32_t treat_as;  /* the event kind that it makes of those selected, or NO_INDEX */
    Day from, until;
    bool wanted;
    int32_t first, last; /* rules on scores: the periods of its calendar to try; staged: the days */
} PlanRule;

/* The versions of a rule that counts, or waits for a run, share a stream. */
typedef struct PlanRun {
    Text name;
    bool *wanted;   /* slots that its effects read */
    bool counted;   /* some version adds up an amount: it is kept with the rows */
    bool limited;   /* some version's n is worked out at each row */
    bool fires;     /* some version has an effect that is wanted */
    uint32_t stage; /* NO_INDEX: when the log has ended; else before that stage */
} PlanRun;

/* The program of one version of an item. */
typedef struct PlanVersion {
    Program value;    /* SECTION: base; SCORE: formula; RANK: by */
    Program pro_rata; /* count 0: none */
    Program floor, cap;
    Program only;
    Program across;  /* rounding that keeps a total; count 0: everyone, or not at all */
    Program *keys;   /* RANK: then by; GRADE: condition a level (count 0: always) */
    Program *within; /* RANK: group keys; GRADE: those of all levels, in order; GROUP: the key */
} PlanVersion;

/* The versions of a rule: what they post goes through caps together (S6). */
typedef struct PlanFamily {
    bool capped, selected, shared; /* some version is: then all are put aside */
    bool several;                  /* selections choose among them … */
    uint32_t selection;            /* … or this one, by its name */
    bool fires;                    /* what it posts changes something that is wanted */
    bool ratio;                    /* postings are not multiples of the pool's scale */
    uint32_t pool;                 /* NO_INDEX: not put aside */
    uint32_t *calendars;           /* of its caps, each once */
    size_t calendar_count;
} PlanFamily;

/* Claims that are finished together: those of all rules on events that read no score, or of one
 * other rule. */
typedef struct PlanPool {
    bool on_scores;
    int64_t scale;   /* amounts are kept as multiples of 1/scale */
    uint32_t stage;  /* on scores: after which they are finished; else as of a run */
    size_t cap_room; /* the most caps of a version */
} PlanPool;

typedef struct PlanItem {
    const IrItem *item;
    bool wanted; /* asked for, or read */
    bool asked;
    bool scratch; /* read only while its run of subjects is worked out: not kept for everyone */
    int32_t first, last; /* period indexes needed; last < first: none. Kept events: days */
    PlanVersion *versions;
    bool step_ratio;    /* the class before rounding … */
    int64_t step_scale; /* … or scale: formula, limits and holds are worked in it */
    bool ratio;         /* the class of its column … */
    int64_t scale;      /* … or scale */
    /* sections and measures: the accumulator of postings */
    uint32_t group, cell; /* matrix and column in it */
    bool post_ratio;      /* postings need ratios: kept beside the matrix */
    int64_t post_scale;
    bool hold_ratio;        /* holds and sets: the class of their values … */
    int64_t hold_scale;     /* … or scale */
    bool withhold_ratio;    /* withholds from it: the class of what they leave … */
    int64_t withhold_scale; /* … or by what its scale grows */
    bool in_order;          /* postings are kept until all are known: for restarts and balances */
    bool measured;          /* … for balances: what its periods begin with is kept, too */
    bool apart;             /* as the question says, where postings add up */
    bool in_place;          /* the value overwrites the sum in the matrix */
    bool can_open;          /* a decision may be open that its value depends on (S21) */
    uint32_t meeting;       /* SECTION: what head to head reads of it; NO_INDEX: nothing */
    uint32_t stage;
} PlanItem;

/* A matrix of subjects × periods × cells for the sections of one subject kind and calendar. */
typedef struct PlanGroup {
    uint32_t subject, calendar;
    int32_t first, last;
    uint32_t cells;
} PlanGroup;

typedef struct KindRules { /* what an event kind runs through */
    uint32_t *voids;
    size_t void_count;
    uint32_t *treats; /* rules that make another kind of it, after the voids */
    size_t treat_count;
    uint32_t *decides; /* rules with amounts as decided: before the rest, they look at the bounds */
    size_t decide_count;
    uint32_t *rules; /* streaming and ordered ones, measures too */
    size_t rule_count;
    Day from, until; /* the days that matter to the question; until < from: none */
} KindRules;

typedef struct Plan {
    Arena *arena;
    const Ir *ir;
    PlanItem *items;
    PlanRule *rules; /* the IR's rules, then a row a measure */
    size_t rule_count;
    uint32_t *measure_rule; /* by item: its row in rules */
    PlanGroup *groups;
    size_t group_count;
    PlanRun *runs;
    size_t run_count;
    PlanFamily *families; /* by IrRule.family */
    PlanPool *pools;      /* 0: all rules on events */
    size_t pool_count;
    PlanContest *contests; /* first the selections, by their index */
    size_t contest_count;
    KindRules *kinds;     /* by event kind */
    bool *wanted;         /* slots that batches must hold … */
    bool *wanted_kinds;   /* … and the kinds of event of which something is looked at */
    bool has_counters;    /* some rule has */
    uint32_t *rule_stage; /* rules on scores, and staged ones, which run before it */
    bool has_decided;     /* some rule has an amount as decided */
    bool *rule_can_open;  /* rules on scores: reads what may be open; by rule */
    NodeRef *order;       /* the IR's, without what is not wanted */
    size_t order_count;
    uint32_t stages;
    Day known_from; /* runs of periods begin there; DAY_NEVER: nothing is known */
    uint16_t regs;  /* registers of the widest program */
} Plan;

typedef struct PlanQuestion {
    const uint32_t *items;
    size_t item_count;
    Day first, last;
    Day known_from;      /* the first day of which something is known; DAY_NEVER: none */
    bool keep_all;       /* for accounts: every value on the way is kept */
    bool apart;          /* so that some of it can be worked out anew: every value is kept, the
                            sums of sections beside them and in hundredths at least, … */
    const Plan *like;    /* … or as finely as this plan of nearly the same rules; NULL: none */
    const Expr *where;   /* asked of each cell of … */
    uint32_t where_item; /* … this item; NULL: nothing */
} PlanQuestion;

/* text_code: the number of a text constant (those not in the data get one too). */
typedef int32_t TextCode(void *context, Text text);
Plan *plan_new(Arena *arena, const Ir *ir, const PlanQuestion *question, TextCode *text_code,
               void *context);
void plan_print(const Plan *plan, Output *out);

/* --- inside --- */
typedef struct Compiler {
    Arena *arena;
    const Ir *ir;
    Plan *plan;
    TextCode *text_code;
    void *context;
    Step *steps;
    size_t count, room;
    uint16_t next;    /* first free register */
    uint16_t own_row; /* register + 1 that holds the own subject's roster row; 0: none */
    uint32_t own_kind, own_calendar; /* of the cell that is computed */
} Compiler;

typedef struct Operand {
    uint16_t reg;
    bool ratio;
    int64_t scale;
} Operand;

Operand compile_expr(Compiler *compiler, const Expr *expr);
Operand operand_to_ratio(Compiler *compiler, Operand operand, const Expr *expr);
Operand emit(Compiler *compiler, KernelId kernel, Operand a, Operand b, Operand c, bool ratio,
             int64_t scale, const Expr *expr);
bool operands_align(Compiler *compiler, Operand *a, Operand *b, const Expr *expr);
/* A program for one expression; NULL gives an empty one. */
Program compile_program(Compiler *compiler, const Expr *expr);
Operand compile_aggregate(Compiler *compiler, const Expr *expr);
Operand compile_lookup(Compiler *compiler, const Expr *expr, bool *done);
void plan_ranges(Plan *plan, const PlanQuestion *question);
/* Once all rules are known: the days of each kind of event that matter. */
void plan_horizon(Plan *plan, const PlanQuestion *question);
void plan_stages(Plan *plan, const PlanQuestion *question);
void plan_rules(Compiler *compiler);
void plan_rule(Compiler *compiler, PlanRule *rule);
/* Which rules put their postings aside; room for what is known of those. */
void plan_families(Plan *plan);
/* The programs of caps, selections and shares; effects are compiled already. */
void plan_claims(Compiler *compiler, PlanRule *rule);
/* Once all rules on events are known: which of those put aside matter, and their scale; then what
 * they post is made of that. */
void plan_claims_join(Plan *plan);
void plan_claims_widen(Plan *plan);
/* Once all rules are known: what a claim's row in each contest holds. */
void plan_contests(Plan *plan);
/* What competes with open decisions, or shares a cap with them, may be open too. */
void plan_claims_open(Plan *plan);
/* The first stage in which what a rule on scores posts can be read. */
uint32_t plan_rule_stage(const Plan *plan, uint32_t rule);
/* Rules that wait for a score: planned when what they read is, staged.c. */
void plan_staged_rule(Compiler *compiler, uint32_t index);
void plan_staged_streams(Plan *plan);
/* The days of a window that ends with a day, whosever; false: none does. */
bool window_of_day(const Ir *ir, const Window *window, Day day, Day *from, Day *to);
/* The first day of the cap's period that holds a day, whosever. */
Day cap_start(const Ir *ir, const IrCap *cap, Day day);
/* The first day that matters to the caps of a family's versions from a day on. */
Day caps_start(const Ir *ir, uint32_t family, Day from);
/* The first day whose events matter for what such a rule does from a day on. */
Day staged_reach(const Ir *ir, uint32_t rule, Day from);
bool is_version_of(const IrRule *a, const IrRule *b); /* staged ones: they wait for each other */
void plan_event_rule(Compiler *compiler, uint32_t index);
void list_event_rule(Plan *plan, uint32_t index);
const Expr *conjoin(Compiler *compiler, const Expr *a, const Expr *b);
const Expr *rule_condition(Compiler *compiler, const IrRule *rule);
/* Which sections keep their postings in order (S17, S25). */
void plan_in_order(Plan *plan);
/* Worked out for everyone at once, when all that it reads is. */
bool item_is_barrier(const Plan *plan, uint32_t item);
void plan_decisions(Compiler *compiler, PlanRule *rule);
/* Once it is known what is wanted: what open decisions may reach. */
void plan_opens(Plan *plan);
void widen_posts(PlanItem *item, bool ratio, int64_t scale, int64_t share);
void plan_item(Compiler *compiler, PlanItem *item);
/* The class and the group key of an aggregate over several subjects. */
void plan_group(Compiler *compiler, PlanItem *item);
/* Made of events: a measure, a count-back, the meetings of a measure. */
bool item_has_kinds(const Ir *ir, const IrItem *item);
/* Of what a rank compares head to head: both fields are kept of events that name two. */
void plan_meeting(Plan *plan, uint32_t item);
/* An aggregate that sorts: its values as ratios. */
bool aggregate_picks(const Expr *expr);

/* What a node reads: `expr` is the leaf (NULL: a grade's `by`), or rule is the score rule that
 * posts to it (else NO_INDEX). */
typedef void ReadVisitor(void *context, const Expr *expr, uint32_t item, uint32_t rule);
void visit_item_reads(const Ir *ir, uint32_t item, ReadVisitor *visit, void *context);
void visit_rule_reads(const Ir *ir, uint32_t rule, ReadVisitor *visit, void *context);
/* The same of an expression over cells. */
void visit_cell_reads(const Ir *ir, const Expr *expr, uint32_t subject, uint32_t calendar,
                      ReadVisitor *visit, void *context);
/* Needs everyone's values, so what reads it waits for the next stage. */
bool plan_is_barrier(const IrItem *item);
bool rule_targets(const IrRule *rule, uint32_t item);

#endif

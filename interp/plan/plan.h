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

typedef struct PlanEffect {
    const IrEffect *effect;
    Program amount;
    Program high; /* as decided: the other bound; count 0: not so */
} PlanEffect;

/* A rule version, or a measure, made ready. */
typedef struct PlanRule {
    const IrRule *rule; /* NULL: a measure */
    uint32_t index;     /* in ir->rules; measures: the item */
    Program condition;  /* count 0: always */
    Program late;       /* staged: what of the condition reads a score; count 0: always */
    bool *kept;         /* staged: the slots of the events that wait; else NULL */
    Program run_where;  /* count 0: every element passes */
    Program counted;    /* what each occurrence adds to a counter; count 0: one */
    PlanCharge *charges;
    size_t charge_count;
    PlanEffect *effects;
    size_t effect_count;
    PlanEffect *decisions; /* those as decided, wanted or not: given ones are held to the bounds */
    size_t decision_count;
    Program *caps;    /* one a cap of the rule */
    uint32_t capped;  /* of the postings that caps go through, or NO_INDEX */
    uint32_t ordered; /* of the stream that it feeds, or NO_INDEX */
    bool fires;       /* has an effect that is wanted */
    bool keeps;       /* a measure whose events are kept */
    bool is_void;
    uint32_t treat_as; /* the event kind that it makes of those selected, or NO_INDEX */
    Day from, until;
    bool wanted;
    int32_t first, last; /* rules on scores: the periods of its calendar to try; staged: the days */
} PlanRule;

/* The versions of a rule that counts, or waits for a run, share a stream. */
typedef struct PlanRun {
    Text name;
    bool *wanted;   /* slots that its effects read */
    bool counted;   /* some version adds up an amount: it is kept with the rows */
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

/* What the versions of a rule under a cap post goes through its caps together (S6). */
typedef struct PlanCapped {
    Text name;
    bool fires; /* some version posts to what is wanted */
    bool ratio; /* the class of what is counted … */
    int64_t scale;
    uint32_t stage; /* as of a run */
} PlanCapped;

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
    bool in_place;          /* the value overwrites the sum in the matrix */
    bool can_open;          /* a decision may be open that its value depends on (S21) */
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
    PlanCapped *capped;
    size_t capped_count;
    KindRules *kinds;            /* by event kind */
    bool *wanted;                /* slots that batches must hold */
    bool has_caps, has_counters; /* some rule has */
    uint32_t *rule_stage;        /* rules on scores, and staged ones, which run before it */
    bool has_decided;            /* some rule has an amount as decided */
    bool *rule_can_open;         /* rules on scores: reads what may be open; by rule */
    NodeRef *order;              /* the IR's, without what is not wanted */
    size_t order_count;
    uint32_t stages;
    uint16_t regs; /* registers of the widest program */
} Plan;

typedef struct PlanQuestion {
    const uint32_t *items;
    size_t item_count;
    Day first, last;
    bool keep_all;       /* for accounts: every value on the way is kept */
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
void plan_stages(Plan *plan, const PlanQuestion *question);
void plan_rules(Compiler *compiler);
void plan_rule(Compiler *compiler, PlanRule *rule);
void plan_caps(Compiler *compiler, PlanRule *rule);
/* Once all rules are known: which caps matter; then what is counted of a capped posting is made of
 * all of them. */
void plan_capped_join(Plan *plan);
/* Rules that wait for a score: planned when what they read is, staged.c. */
void plan_staged_rule(Compiler *compiler, uint32_t index);
void plan_staged_streams(Plan *plan);
/* The days of a window that ends with a day, whosever; false: none does. */
bool window_of_day(const Ir *ir, const Window *window, Day day, Day *from, Day *to);
/* The first day whose events matter for what such a rule does from a day on. */
Day staged_reach(const Ir *ir, uint32_t rule, Day from);
bool is_version_of(const IrRule *a, const IrRule *b); /* staged ones: they wait for each other */
void plan_event_rule(Compiler *compiler, uint32_t index);
void list_event_rule(Plan *plan, uint32_t index);
const Expr *conjoin(Compiler *compiler, const Expr *a, const Expr *b);
const Expr *rule_condition(Compiler *compiler, const IrRule *rule);
void plan_capped_classes(Plan *plan);
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

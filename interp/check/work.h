/* What the files of this folder share: the state of one check, and what each file offers. */
#ifndef MERIT_INTERP_CHECK_WORK_H
#define MERIT_INTERP_CHECK_WORK_H

#include "interp/check/calendar.h"
#include "interp/check/check.h"

#define NONE UINT32_MAX

/* Bounds that keep what is made from a script in proportion to the script. */
enum {
    EXPR_SIZE_MOST = 50000, /* expressions in one tree, tables and lets written out */
    LIST_MOST = 2000,       /* rows of a table, values of `is one of`, versions of one name */
    NESTED_MOST = 40        /* declarations checked because another one reads them: a circle */
};

/* --- symbols --- */
typedef enum Space { SPACE_THINGS, SPACE_RULES, SPACE_EVENTS, SPACE_SUBJECTS, SPACES } Space;
typedef enum SymbolKind {
    SYMBOL_SECTION,
    SYMBOL_SCORE,
    SYMBOL_RANK,
    SYMBOL_GRADE,
    SYMBOL_LET,
    SYMBOL_TABLE,
    SYMBOL_CALENDAR,
    SYMBOL_RULE,
    SYMBOL_SELECTION,
    SYMBOL_EVENT,
    SYMBOL_SUBJECT,
    SYMBOL_KINDS
} SymbolKind;
typedef enum Progress { PROGRESS_NEW, PROGRESS_BUSY, PROGRESS_DONE } Progress;

typedef struct Version {
    const Node *node;
    Meta meta;
    Expr *value; /* LET: what it stands for */
} Version;

typedef struct Symbol {
    SymbolKind kind;
    Name name;
    Span span;      /* of the name where it was first declared */
    uint32_t index; /* in the list of its kind in the IR; rules: none */
    Version *versions;
    size_t version_count, version_room;
    Progress progress;
    bool head_seen; /* its subject and calendar are known, or being found */
    bool seen;      /* by the walk that orders the checks */
    Type type;      /* LET, TABLE: of the value; poison until done */
    bool is_zero;   /* every value so far is a bare 0, of any unit */
    Type key;       /* TABLE: of its key; poison where only a use can tell */
    bool is_wrong;  /* TABLE: that was said; no use of it is looked into */
} Symbol;

typedef struct ScopeSlot {
    Text key;
    Symbol *symbol;
} ScopeSlot;
typedef struct Scope {
    ScopeSlot *slots; /* open addressing; room is a power of two */
    size_t count, room;
} Scope;

typedef struct Symbols {
    Symbol **at;
    size_t count, room;
} Symbols;
typedef struct Names {
    const Name **at;
    size_t count, room;
} Names;
typedef struct Nodes {
    const Node **at;
    size_t count, room;
} Nodes;
typedef struct Ids {
    uint32_t *at;
    size_t count, room;
} Ids;

/* A block by kind and name, put into words only when something is said about it. */
typedef struct Block {
    SymbolKind kind;
    const Name *name; /* NULL: `text` */
    const char *text; /* in both languages; NULL: none */
} Block;

typedef struct Check {
    Arena *arena;
    Diag *diag;
    Ir *ir;
    Block block; /* what is being checked */
    Scope scopes[SPACES];
    Scope slots, enums; /* by name and type; by the values joined */
    Symbols symbols;    /* all, in the order declared */
    Symbols items;      /* those of ir->items, by index */
    Nodes every_event, tests, supposes, unscored, queries, regulations;
    size_t enum_room, slot_room, rule_room, measure_room;
    IrItem *measures; /* appended to ir->items at the end; index = ir->item_count + place */
    size_t measure_count;
    size_t heads_open; /* heads being found at this moment */
    Symbols busy;      /* being checked at this moment, outermost first */
} Check;

/* --- where an expression stands --- */
typedef enum Place { PLACE_CONST, PLACE_EVENT, PLACE_CELL } Place;
typedef struct Env {
    Place place;
    uint32_t subject;      /* the kind of the own subject, or NONE */
    uint32_t calendar;     /* CELL: of the item; NONE: not known */
    const uint32_t *kinds; /* EVENT: whose fields can be read */
    size_t kind_count;
    uint32_t charged;       /* the kind of the subject charged, or NONE */
    Expr *key;              /* in a row of a table: what `key` stands for */
    const char *what;       /* CONST: "a let" …: for diagnostics */
    const IrField *columns; /* EVENT: a record: what its row has beside, read first; else NULL */
    size_t column_count;
    bool some_kinds;      /* … what only some of the kinds have is unknown of the others */
    bool in_measure;      /* EVENT: inside an aggregate of a score */
    const IrField *whose; /* EVENT: the field that stands for the own subject; NULL: its own */
} Env;

/* --- saying --- */
#define SAY(c, code, span, ...)                                                                    \
    do {                                                                                           \
        diag_add((c)->diag, DIAG_##code, (span), __VA_ARGS__);                                     \
        say_block(c);                                                                              \
    } while (0)

/* words.c: pieces of messages, in both languages, in the arena of the diagnostics */
const char *say_text(Check *c, Text text);
const char *say_name(Check *c, const Name *name);
/* "a → b → a", in either language. */
const char *say_way(Check *c, const Name *const *names, size_t count);
const char *say_kind(SymbolKind kind);
const char *say_a_kind(Check *c, SymbolKind kind); /* "a section", "an event" */
const char *say_type(Check *c, Type type);
/* "2 points", "2分": as it could be written. */
const char *say_amount(Check *c, Type type, Ratio value);
const char *say_node(const Node *node); /* "rule", "base": what is written there */
const char *say_both(Check *c, const char *format, const char *a, const char *b);
/* "did you mean x?" when one is near, else "you can write: a, b, c", else to declare it. */
const char *say_near(Check *c, Text word, const Names *names);
Block block_of(SymbolKind kind, const Name *name);
void say_block(Check *c); /* beside the last diagnostic: the block that is being checked */
Span head_span(Check *c, const Node *node); /* keyword to name */
Span name_span(Check *c, const Node *node); /* the name alone, where it can be told */

/* --- scope.c --- */
Symbol *scope_find(const Check *c, Space space, Text word);
/* Under both spellings; the one that stands in the way, or NULL when it was added. */
Symbol *scope_add(Check *c, Space space, Symbol *symbol);
Symbol *scope_get(const Scope *scope, Text key);
void scope_put(Check *c, Scope *scope, Text key, Symbol *symbol);
/* To suggest from; nothing is added where many errors were said. */
void names_add(Check *c, Names *names, const Name *name);
void names_add_text(Check *c, Names *names, Text text);
void names_add_fields(Check *c, Names *names, const IrField *fields, size_t count);
void names_add_symbols(Check *c, Names *names, unsigned kinds); /* bits of SymbolKind */
const char *near_symbol(Check *c, Text word, unsigned kinds);
#define BIT(kind) (1u << (kind))
enum {
    ITEM_BITS = BIT(SYMBOL_SECTION) | BIT(SYMBOL_SCORE) | BIT(SYMBOL_RANK) | BIT(SYMBOL_GRADE),
    TARGET_BITS = BIT(SYMBOL_SECTION) | BIT(SYMBOL_SCORE)
};
bool is_item_kind(SymbolKind kind);
/* The symbol of one of those kinds, or NULL after saying what is wrong with the word. */
Symbol *need_symbol(Check *c, Space space, Text word, Span span, unsigned kinds);

/* --- nodes.c --- */
Name node_names(const Node *node); /* dn and title */
Text node_word(const Node *node);  /* its own name, or that of its first child */
/* The only child of that kind; a second one is an error. */
const Node *node_once(Check *c, const Node *parent, NodeKind kind);
RoundDir rounding_dir(const Node *rounded);
void nodes_add(Check *c, Nodes *nodes, const Node *node);
/* given_rows.c: a row of a subject given from a day on: the row before it ends there, and what it
 * does not say is taken from it. False with a diagnostic. */
bool given_dated(Check *c, IrTest *test, const Node *node, IrGiven *given);
/* cases.c: a test for each row of its `cases`; the test itself where it has none. */
void cases_expand(Check *c, const Node *test, Nodes *out);
/* A new row at the end of a growing list. */
#define GROW(c, at, count, room)                                                                   \
    ((at) = arena_grow((c)->arena, (at), (count), &(room), sizeof *(at)), &(at)[(count)++])

/* --- meta.c --- */
Meta meta_read(Check *c, const Node *node);
bool day_read(Check *c, const Node *date, Day *day);
Day day_of(Check *c, const Node *date); /* of a date */
void versions_date(Check *c, Symbol *symbol);

/* --- declare.c --- */
void declare_files(Check *c, const Node *const *files, size_t count);

/* --- types.c: no diagnostics but the result --- */
Type type_number(Dimension dim);
Type type_plain(void);
Type type_times(void);
Type type_of(TypeKind kind, uint32_t ref);
bool type_equal(Type a, Type b);
bool type_is_poison(Type type);
bool dim_equal(Dimension a, Dimension b);
bool dim_is_plain(Dimension dim);
bool dim_is_count(Dimension dim); /* plain, or times */
bool dim_multiply(Dimension *out, Dimension a, Dimension b);
bool dim_divide(Dimension *out, Dimension a, Dimension b);
/* The unit of a quantity, and how many base units one of it is. */
bool unit_read(UnitWord unit, UnitWord per, Dimension *dim, Ratio *factor);
/* A type's own word: points, 分值, USD …; factor: base units in one as data write it. */
bool type_word(Text word, Type *type, Ratio *factor, bool *is_occurrences);
void type_names(Check *c, Names *names);

/* --- fields.c --- */
void fields_check(Check *c);
IrField *subject_field(const Check *c, uint32_t kind, Text word, uint32_t *index);
IrField *event_field(const Check *c, uint32_t kind, Text word, uint32_t *index);
uint32_t event_subject(const IrEvent *event); /* the kind of its own subject, or NONE */
/* The slot of a field: fields of one name and type share it. */
uint32_t slot_for_field(Check *c, const IrField *field);
uint32_t enum_intern(Check *c, Name *values, size_t count);
int enum_code(const Check *c, uint32_t ref, Text word); /* -1: none */
const char *near_field(Check *c, const IrField *fields, size_t count, Text word);
const char *near_value(Check *c, uint32_t ref, Text word);

/* --- values.c: literals where no expression may stand --- */
bool number_read(Check *c, const Node *node, Ratio *value, Dimension *dim, bool *has_unit);
/* A literal of a field's type, bare numbers in the unit that data use. */
bool value_read(Check *c, const Node *node, const IrField *field, Ratio *value, Text *text);
bool count_read(Check *c, const Node *node, int32_t *count, bool *has_unit, Dimension *dim);

/* --- periods.c --- */
void periods_builtin(Check *c);
void periods_check(Check *c);
uint32_t calendar_find(Check *c, Text word, Span span); /* NONE: said */
bool window_read(Check *c, const Node *node, Window *window);
/* A cycle that counts from a subject's own date has periods of that kind of subject alone. */
bool calendar_fits(Check *c, uint32_t calendar, uint32_t subject, Span span);
/* What compares subjects with each other needs periods of the same days for all of them. */
bool calendar_is_shared(Check *c, uint32_t calendar, const Name *name, Span span);
/* Order of length: -1 shorter, 0 the same, 1 longer; 2: cannot be compared. */
int calendar_compare(const Check *c, uint32_t a, uint32_t b);
/* The days or the periods of `calendar` (NONE: days) that a period node names; cycles begin at the
 * anchor. */
bool period_range(Check *c, const Node *node, uint32_t calendar, Day anchor, int32_t *first,
                  int32_t *last);

/* --- expr.c --- */
Expr *expr_new(Check *c, ExprOp op, Type type, Span span);
Expr *expr_poison(Check *c, Span span);
Expr *expr_const(Check *c, Type type, Ratio value, Span span);
Expr *expr_of(Check *c, ExprOp op, Type type, Span span, Expr *a, Expr *b, Expr *d);
bool expr_is_poison(const Expr *expr);
bool expr_reads_item(const Expr *expr); /* an aggregate, or a score by name */
bool expr_is_bare(const Expr *expr);    /* a number without a unit */
/* "write instead: 0.01 points": a bare number with that unit; the same of a bare operand. */
const char *unit_wanted(Check *c, Ratio value, Type type);
const char *unit_help(Check *c, const Expr *expr, Type type);
bool expr_adapts(const Expr *expr); /* a bare 0: of any unit */
typedef void (*ExprVisit)(void *data, const Expr *expr);
void expr_walk(const Expr *expr, ExprVisit visit, void *data);
/* opposite: what it is compared with, or NULL: tells the values of an enumeration. */
Expr *expr_check(Check *c, const Env *env, const Node *node, const Type *opposite);
Expr *expr_condition(Check *c, const Env *env, const Node *node); /* yes or no */
/* Of that very type, of numbers or poison; a bare 0 becomes it. */
Expr *expr_typed(Check *c, const Env *env, const Node *node, Type type, const char *what);
bool expr_unify(Expr *a, Expr *b); /* lets a bare number take the other's unit */
Expr *expr_arithmetic(Check *c, const Env *env, const Node *node);
Expr *expr_negate(Check *c, Span span, Expr *operand); /* a number */

/* --- expr_logic.c --- */
Expr *compare_check(Check *c, const Env *env, const Node *node, const Type *opposite);
Expr *between_check(Check *c, const Env *env, const Node *node, const Type *opposite);
Expr *one_of_check(Check *c, const Env *env, const Node *node, const Type *opposite);
Expr *known_check(Check *c, const Env *env, const Node *node, const Type *opposite);
Expr *if_check(Check *c, const Env *env, const Node *node, const Type *opposite);
/* `lowest of (a, b)`, `highest of (a, b)`: of what stands there, of the same cell or event. */
Expr *extreme_check(Check *c, const Env *env, const Node *node);
Expr *compare_make(Check *c, ExprOp op, Span span, Expr *a, Expr *b);

/* --- expr_paths.c --- */
Expr *path_check(Check *c, const Env *env, const Node *node, const Type *opposite);
bool path_is_word(const Node *node, Text *word);
/* An aggregate over periods, events or others; `lowest of (a, b)` is none. */
bool node_gathers(const Node *node);
bool word_is_known(Check *c, const Env *env, Text word);
Expr *item_read(Check *c, const Env *env, Symbol *symbol, Span span);

/* --- expr_aggregate.c, measures.c --- */
Expr *aggregate_check(Check *c, const Env *env, const Node *node, const Type *opposite);
/* The kinds that an `a or b` of single words names; false when it is something else. */
bool kinds_read(Check *c, const Node *node, Ids *kinds);
/* How many of these events, narrowed by `where` (or NULL), the cell's subject has in its period. */
Expr *measure_count(Check *c, const Env *env, const Ids *kinds, const Node *where,
                    const Node *node);
/* pick: what of the values counts (best, worst, all but); nothing: all of them. */
Expr *measure_read(Check *c, const Env *env, const Node *node, const Ids *kinds, const Window *in,
                   const Expr *pick);
/* --- measures_whose.c --- */
typedef struct Whose {
    IrCharge *charges; /* as of IrItem */
    size_t count;
    uint32_t across;
    uint32_t kind;     /* of who each event is taken to be of … */
    const IrField *by; /* … and the field that says it; NULL: the event's own subject */
} Whose;
/* For a score of `subject`. False: something was said. */
bool measure_whose(Check *c, uint32_t subject, const Node *node, Span operand, const Ids *kinds,
                   Whose *whose);
Type aggregate_type(AstOp op, Type operand);
bool aggregate_op(AstOp op, Agg *agg);
void ids_add(Check *c, Ids *ids, uint32_t id);

/* --- tables.c --- */
void let_check(Check *c, Symbol *symbol);
void table_check(Check *c, Symbol *symbol);
Expr *let_read(Check *c, Symbol *symbol, Span span);
/* By the day, from the last version to the first; nothing is known before, between or after them.
 * values: one a version. */
Expr *versions_join(Check *c, const Symbol *symbol, Type type, Expr *const *values, Span span);
Expr *lookup_check(Check *c, const Env *env, const Node *node, const Type *opposite);
/* `limit`, `limit[role]`: the number that a let or a table gives. */
Expr *number_by_name(Check *c, const Env *env, const Node *node);

/* --- gaps.c: what rows and steps name twice, or leave open --- */
void table_gaps(Check *c, const Symbol *symbol, const Node *table);
void steps_gaps(Check *c, const IrRule *rule);

/* --- items.c --- */
void items_check(Check *c);
/* Checks what is declared under that name, unless that was done; false while it is being done. */
bool symbol_ready(Check *c, Symbol *symbol);
void section_check(Check *c, Symbol *symbol); /* scores.c */
void score_check(Check *c, Symbol *symbol);
void rank_check(Check *c, Symbol *symbol); /* verdicts.c */
void grade_check(Check *c, Symbol *symbol);
void grade_levels(Check *c, Symbol *symbol);
void head_ready(Check *c, Symbol *symbol); /* heads.c: subject and calendar */
Env cell_env(const Check *c, uint32_t subject, uint32_t calendar);
void item_type_agrees(Check *c, IrItem *item, size_t version, Type type, Span span);

/* --- decided.c --- */
/* After the rules: the field `decided` of the kinds that need it. */
void decided_check(Check *c);

/* --- rules.c --- */
void rules_check(Check *c);
/* Of one node of a rule, or of a change of one; adds nothing to the IR. */
typedef struct RuleWork {
    Check *check;
    IrRule *rule;
    const Node *node;
    Env env;          /* of its conditions and amounts */
    uint32_t charged; /* the kind that postings go to; NONE: several, or unknown */
    bool known;       /* the trigger was understood: what follows from it can be checked */
} RuleWork;
void trigger_check(RuleWork *work);  /* triggers.c */
void counters_check(RuleWork *work); /* counters.c */
void charges_check(RuleWork *work);  /* charges.c */
void effects_check(RuleWork *work);  /* effects.c */
/* Whose scores of which period a condition reads directly; false: they differ (said), or none. */
bool reads_derive(Check *c, const Node *node, uint32_t *subject, uint32_t *calendar);
/* The same outside aggregates, or NONE; says nothing. */
void reads_direct(Check *c, const Node *node, uint32_t *subject, uint32_t *calendar);

/* --- changes.c, selections.c --- */
void selections_check(Check *c);
/* Once it is known which rules read scores: those cannot be in a selection. */
void selections_staged(Check *c);
/* The parts of a bucket of those charged, as fields of the events and periods; each once. */
void bucket_read(Check *c, const Env *env, const Ids *charged, const Node *paths, IrKey **parts,
                 size_t *count);
void changes_check(Check *c);

/* --- tests.c, period_nodes.c --- */
/* What a test says is known, and what is closed. */
void test_known(Check *c, const Node *node, IrTest *test);
void tests_check(Check *c);
bool given_check(Check *c, const Node *node, IrGiven *given);
bool event_assigns(Check *c, const Node *node, IrGiven *given); /* to fields of its kind */
void queries_check(Check *c);
IrQuery query_read(Check *c, const Node *node);
/* --- tally.c: an aggregate that is asked by itself --- */
void tally_check(Check *c, IrQuery *query);
/* --- records.c: `where` and `by` of a query that shows records --- */
void record_where(Check *c, IrQuery *query, const Node *node);
void record_by(Check *c, IrQuery *query, const Node *by);

/* --- graph.c --- */
void graph_check(Check *c);
/* --- staged.c: before the graph; marks the rules on events that read a score --- */
void staged_check(Check *c);
/* --- head_to_head.c: keys of ranks, once items and rules are known; rules, once staged are --- */
void head_to_head_check(Check *c);
void head_to_head_rules(Check *c);
/* What to write for events chosen by a score: NULL: none of the kinds has two sides of its kind. */
const char *chosen_help(void);
const char *head_to_head_help(Check *c, const Env *env, const IrItem *score);
bool rules_share_name(const IrRule *a, const IrRule *b); /* versions of one rule */
/* --- treats.c --- */
void treats_check(Check *c);

/* --- warn.c --- */
void weights_warn(Check *c, const Expr *formula, Span span);
void items_warn(Check *c); /* full marks and boundaries of versions */

/* --- counters.c --- */
/* The window of a count (NODE_IN, or NULL). */
void counter_window(Check *c, const Node *in, uint32_t subject, Window *window);
/* After the effects: what measures a balance does not change it (S25). */
void balance_alone_check(RuleWork *work);

#endif

/* The one face of the interpreter: rules, roster and events in, values and accounts out. */
#ifndef MERIT_INTERP_ENGINE_H
#define MERIT_INTERP_ENGINE_H

#include "interp/amend/amend.h"
#include "interp/check/calendar.h"
#include "interp/event/log.h"
#include "interp/exec/gather.h"
#include "interp/exec/meetings.h"
#include "interp/exec/trace.h"
#include "interp/plan/step.h"

typedef struct Engine Engine;

/* builtins: the kernels of the operators (stdlib_builtins()). All problems go to diag (borrowed).
 * Owned. */
Engine *engine_new(const Builtins *builtins, Diag *diag);
void engine_free(Engine *engine);

/* Reads, parses and checks rule files; a folder stands for its main.merit. ask as in check_files.
 * False when diag holds an error. Once per engine. */
bool engine_load_rules(Engine *engine, const char *const *paths, size_t count, bool ask);
/* The same from texts already registered with diag_source. */
bool engine_load_sources(Engine *engine, const uint32_t *sources, size_t count, bool ask);
/* The same from trees as they are parsed; borrowed. */
bool engine_take_trees(Engine *engine, const Node *const *files, size_t count);
const Ir *engine_ir(const Engine *engine);
/* The trees, one a file, in order, with their amendments applied. */
const Node *const *engine_files(const Engine *engine, size_t *count);
/* The same as they were parsed. */
const Node *const *engine_written(const Engine *engine, size_t *count);

/* What a query means: one of the rules' own trees, or one that is asked later. NULL with
 * diagnostics. */
const IrQuery *engine_query(Engine *engine, const Node *query);

/* The versions of everything under that name, with the amendments that made them. */
size_t engine_history(const Engine *engine, Arena *arena, Text name, const History **out);

bool engine_load_roster(Engine *engine, const char *const *paths, size_t count);
bool engine_open_events(Engine *engine, const char *const *paths, size_t count);
const Roster *engine_roster(const Engine *engine);
Log *engine_log(Engine *engine); /* NULL before engine_open_events */
/* The first and the last day of the events that can be used, in one pass over the log. False:
 * there are none, or the log failed. */
bool engine_days(Engine *engine, Day *first, Day *last);

/* From now on the log is read once and kept in memory: for many questions. The answers are the
 * same. False when it could not be read (said in diag). After engine_open_events. Files that
 * change on disk are not noticed: engine_open_events reads anew. */
bool engine_keep(Engine *engine);

/* The rows of the log that can be used and happened on these days, with these slots (a flag each),
 * some at a time: those of the batch that are listed. In no order that could be relied on. False
 * when the log failed, or there is none. */
typedef void EngineRows(void *context, const Batch *batch, const uint32_t *rows, size_t count);
bool engine_rows(Engine *engine, const bool *wanted, Day first, Day last, EngineRows *visit,
                 void *context);
/* Whether no more rows of what is kept were rejected than that: else as engine_run. */
bool engine_accepts(Engine *engine, uint64_t rejects);

/* The record of an event, for accounts: as the log has it, or as it is supposed. */
bool engine_record(Engine *engine, uint64_t position, Arena *arena, LogRecord *out);

/* What was known on that day, and the periods that had ended by it (S26, S8); DAY_NEVER, as unless
 * called: all there is. Before the rules are loaded: of amendments, too. */
void engine_as_of(Engine *engine, Day day);
/* The days through `last` are closed, a `unit` at a time: what amendments change there adjusts the
 * first open period, or stands (decision 0033). Before the rules are loaded. */
void engine_close_through(Engine *engine, Day last, PeriodUnit unit);

/* Runs leave out the event at that position, until it is UINT64_MAX again. */
void engine_without(Engine *engine, uint64_t position);

/* The plan for a question in its golden form: `merit plan`. */
void engine_print_plan(Engine *engine, Output *out);

typedef struct Question {
    const uint32_t *items; /* wanted items of the IR */
    size_t item_count;
    Day first, last;     /* every period of an item's calendar that lies within is computed */
    const Expr *where;   /* what result_expression is to tell of each cell of … */
    uint32_t where_item; /* … this one; NULL: nothing */
    Trace *trace;        /* NULL: keep nothing */
    uint64_t accept_rejects;
    void (*progress)(void *context, uint64_t rows); /* NULL: none; called now and then */
    void *context;
    bool (*is_stopped)(void *stopper); /* NULL: never; asked now and then: E0844 */
    void *stopper;
} Question;

typedef struct Result Result;
/* Runs the log once. NULL when it failed or rows were rejected beyond what is accepted: then diag
 * says why (rejects as data diagnostics) and engine_status tells the exit code. */
Result *engine_run(Engine *engine, const Question *question);
/* Runs given rows instead of the log: for tests. The roster is the givens', kept by the result. */
Result *engine_run_test(Engine *engine, const IrTest *test, Trace *trace);
/* The engine that knows what a test says is known, and has closed what it says is closed; *test
 * becomes its own reading of that test. Borrowed from the engine; NULL when that edition of the
 * rules does not check (said in diag). */
Engine *engine_of_test(Engine *engine, const IrTest **test);
/* The events of a test as rows, of a result of it. */
void result_test_rows(const Result *result, const IrTest *test, EngineRows *visit, void *context);
int engine_status(const Engine *engine); /* 0, or the exit code: 4 rejects, 5 I/O, 7 limit … */
void result_free(Result *result);

const Roster *result_roster(const Result *result);
/* Periods of a calendar (by its number in the IR) that the question covers: indexes [*first,
 * *last]; none: *last < *first. */
void result_periods(const Result *result, uint32_t calendar, int32_t *first, int32_t *last);
/* The days of a subject's period of a calendar, which is of its kind; none: *last < *first. */
void result_days(const Result *result, uint32_t calendar, uint32_t subject, int32_t period,
                 Day *first, Day *last);
/* Its text: see calendar_write. */
size_t result_period_write(const Result *result, uint32_t calendar, uint32_t subject,
                           int32_t period, char *out);
/* The periods of its item that an aggregate gathers for a subject's period of a calendar. */
void result_members(const Result *result, const Expr *aggregate, uint32_t calendar,
                    uint32_t subject, int32_t period, int32_t *first, int32_t *last);
/* Whether the subject is on the roster for at least one day of the period. */
bool result_present(const Result *result, uint32_t kind, uint32_t subject, uint32_t calendar,
                    int32_t period);

typedef enum ValueState {
    VALUE_KNOWN,
    VALUE_UNASSESSED,
    VALUE_OPEN,     /* decisions are open: from number to high (S21) */
    VALUE_UNDECIDED /* decisions are open, and it cannot be told what they may make of it */
} ValueState;
typedef struct Value {
    ValueState state;
    Ratio number; /* grades: the level's index; ranks: the place */
    Ratio high;   /* OPEN */
} Value;
/* Of an item that was computed: one asked for, or one that those read. */
Value result_value(const Result *result, uint32_t item, uint32_t subject, int32_t period);
bool result_has(const Result *result, uint32_t item, int32_t period);
/* Writes the number as CSV does (exact; nothing when unassessed, 90..98 when open, the word
 * undecided) into room for VALUE_ROOM bytes: the fast path of tables. Returns its size. Grades
 * write their level's number: see result_word. */
enum { VALUE_ROOM = 96 };
size_t result_write(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                    char *out);
/* The canonical name of a grade's level; empty when unassessed, or the word undecided. Borrowed
 * from the rules. */
Text result_word(const Result *result, uint32_t item, uint32_t subject, int32_t period);
/* What an amendment adds to a value for a closed period, in the first one that was open when it was
 * recorded. Values have it added (result_value, result_write); the steps of a cell, and formulas
 * that read it, do not. */
typedef struct Adjustment {
    uint32_t item, subject;
    int32_t period, closed; /* where it counts, and for which it is */
    const Node *amendment;
    bool is_open; /* a decision is: how much it is cannot be told */
    Ratio amount;
} Adjustment;
/* In order of closed periods. Borrowed. */
size_t result_adjustments(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                          const Adjustment **out);
/* All of them, by item, subject and period. Borrowed. */
size_t result_adjusted(const Result *result, const Adjustment **out);
/* The steps of one cell, for accounts: S10 and S18. Known parts in order. */
typedef struct CellSteps {
    Value formula;  /* section: base; score: its formula */
    Value posted;   /* section: sum of postings */
    Value pro_rata; /* after, where it applies */
    Value set;      /* after set and clear */
    Value limited;  /* after floor and cap */
    Value held;     /* after holds */
    Value paid;     /* after withholds */
    Value value;    /* rounded */
    bool has_pro_rata, has_set, has_limit, has_hold, has_withhold, has_rounding;
    int32_t days, period_days; /* pro rata */
} CellSteps;
void result_steps(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                  CellSteps *out);
/* The value of one expression of the formula for a cell: for showing a formula with its values. */
Value result_expression(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                        int32_t period);
/* The same for a question about cells, which sees what amendments adjust there. */
Value result_asked(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                   int32_t period);
/* The value of a score, or of an aggregate of one, as a rule reads it on a day: of its own subject
 * or of the one charged. */
Value result_at(const Result *result, const Expr *expr, uint32_t kind, uint32_t own,
                uint32_t charged, Day day);
/* The amounts whose decisions are open, in the order of the log. Borrowed. */
typedef struct OpenAmount {
    uint64_t position; /* of the event */
    Day day;
    uint32_t rule, effect; /* in the IR */
    uint32_t event_kind, subject_kind, subject;
    Ratio low, high; /* as the rule writes them */
} OpenAmount;
bool result_has_open(const Result *result);
size_t result_open(const Result *result, const OpenAmount **out);
/* An assessed member of an aggregate over several subjects (EXPR_GROUP, EXPR_SHARE). Returns how
 * many members there are, the others too; the first `room` of those assessed go to out. */
typedef struct MemberNote {
    uint32_t subject; /* of the kind of the item that is aggregated */
    int32_t period;
    Ratio value;
} MemberNote;
size_t result_group(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                    MemberNote *out, size_t room, size_t *assessed);
/* Rounding that keeps a total: the place by remainder, and how many get a step more. */
typedef struct SeatNote {
    size_t place, count, steps;
} SeatNote;
void result_seat(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                 SeatNote *out);
/* How often a subject had a place, the best first; as many as out has room for. */
typedef struct PlaceNote {
    Ratio place;
    int64_t times;
} PlaceNote;
size_t result_places(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                     PlaceNote *out, size_t room);
/* A further key of a rank that was compared among some who were level, a subject among them. */
typedef struct TableNote {
    size_t key;
    uint32_t *among; /* whose events between each other counted, by number */
    size_t among_count;
    uint32_t *level; /* of them, those still level, the better first … */
    Ratio *values;   /* … and what each had; den 0: not assessed */
    size_t level_count;
} TableNote;
/* In their order; borrowed from the result. */
const TableNote *result_tables(const Result *result, uint32_t item, uint32_t subject,
                               int32_t period, size_t *count);
/* What a meeting looked at of a subject, by day and log; borrowed. */
const MeetingRow *result_meetings(const Result *result, uint32_t item, uint32_t subject,
                                  int32_t period, size_t *count);
/* The events that an EVENT_AGG of the item looked at in a cell, of a result whose trace was kept,
 * and the days of its window. Borrowed from the result. */
size_t result_events(const Result *result, const Expr *expr, uint32_t item, uint32_t subject,
                     int32_t period, Day *from, Day *to, const GatherRow **rows);
/* For a quota of a grade in the group of a subject: ranked, slots, how many were eligible. */
typedef struct QuotaNote {
    uint32_t level;
    int32_t ranked, slots, eligible, taken;
    bool subject_eligible, subject_taken;
    bool subject_tied; /* one of those whom a tie across the line leaves out */
} QuotaNote;
/* The place of a rank before holds. */
Value result_place(const Result *result, uint32_t item, uint32_t subject, int32_t period);
size_t result_quotas(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                     QuotaNote *out, size_t room);

#endif

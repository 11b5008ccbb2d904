/* What the files of the engine share. */
#ifndef MERIT_INTERP_ENGINE_INTERNAL_H
#define MERIT_INTERP_ENGINE_INTERNAL_H

#include "interp/amend/amend.h"
#include "interp/engine.h"
#include "interp/event/store.h"
#include "interp/exec/run.h"

typedef struct Paths {
    const char **at; /* in the arena of the engine */
    size_t count;
} Paths;

struct Engine {
    Diag *diag;
    const Builtins *builtins;
    Arena *arena;
    const Node *const *written; /* the trees as parsed … */
    const Node *const *files;   /* … and with what is known of their amendments */
    size_t file_count;
    bool ask;           /* as engine_load_rules */
    AmendOptions known; /* of the amendments, and what is closed */
    Ir *ir;
    Roster *roster;
    Log *log;
    bool keeps;      /* what is read of the log */
    Store *store;    /* NULL: nothing yet */
    bool has_events; /* were to be read, whether or not they could be opened */
    Day as_of;
    Day known_from, known_as_of; /* the first event known as of that day, once is_known_from */
    bool is_known_from;
    Paths event_paths;
    int status;
    struct Engine *edition_of; /* whose roster and events it works on; NULL: its own */
    struct Engine **editions;  /* of this one; owned */
    size_t edition_count, edition_room;
};

/* An expression that an account or a condition asked for. */
typedef struct Compiled {
    const Expr *expr;
    const IrItem *item;
    Program program;
    struct Compiled *next;
} Compiled;

/* What asking a result may change. */
typedef struct ResultState {
    Compiled *compiled;
} ResultState;

struct Result {
    Engine *engine;
    const Roster *roster;
    Roster *own_roster; /* of a test; else NULL */
    Arena *arena;       /* of the plan */
    Plan *plan;
    Exec *exec;
    Trace *trace;
    ResultState *state; /* in the arena */
    Day first, last;
    Adjustment *adjusted; /* by item, subject and period; none: nothing adjusts it */
    size_t adjusted_count;
};

/* The decision, both bounds and the rule, as E1046 names them. */
void misdecided_words(Arena *arena, const Engine *engine, const Misdecided *row,
                      const char *words[4]);

/* Every declared item in a year of its regulation; items in the arena. */
PlanQuestion engine_every_item(const Engine *engine, Arena *arena);
/* A TextCode of the roster's pool. */
int32_t engine_text_code(void *roster, Text text);
/* The log's rows through the run: from memory where the engine keeps them. False when the question
 * was stopped. */
bool engine_read(Engine *engine, Result *result, const Question *question);

Result *result_new(Engine *engine, const Roster *roster, const PlanQuestion *question,
                   Trace *trace);
/* What follows the last event. False when it failed (said in diag). */
bool result_compute(Result *result);

/* ---- edition.c: the same rules as known on another day, or with other periods closed ---- */
/* Borrowed: it lives as long as the engine; NULL when its rules do not check (said in diag). */
Engine *engine_edition(Engine *engine, const AmendOptions *known);
/* With the roster and the events of the engine that it is of, as they are now. */
bool engine_edition_data(Engine *edition);
void engine_editions_close(Engine *engine); /* their logs */
void engine_editions_free(Engine *engine);

/* Its files with their amendments applied, checked. False: said in diag. */
bool engine_check(Engine *engine);
/* A run without adjustments. */
Result *engine_run_once(Engine *engine, const Question *question);

/* ---- adjust.c: what amendments adjust for periods that were closed ---- */
/* Runs an edition over other days and items than `context` says. */
typedef Result *AdjustRun(Engine *edition, const void *context, const Question *range);
/* Fills in result->adjusted. False when a run failed: said in diag, engine->status is set. */
bool adjust_result(Result *result, AdjustRun *run, const void *context);

#endif

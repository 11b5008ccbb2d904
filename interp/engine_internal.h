/* What the files of the engine share. */
#ifndef MERIT_INTERP_ENGINE_INTERNAL_H
#define MERIT_INTERP_ENGINE_INTERNAL_H

#include "interp/engine.h"
#include "interp/event/store.h"
#include "interp/exec/run.h"

struct Engine {
    Diag *diag;
    const Builtins *builtins;
    Arena *arena;
    Node **files;
    size_t file_count;
    Ir *ir;
    Roster *roster;
    Log *log;
    bool keeps;      /* what is read of the log */
    Store *store;    /* NULL: nothing yet */
    bool has_events; /* were to be read, whether or not they could be opened */
    Day as_of;
    Day known_from, known_as_of; /* the first event known as of that day, once is_known_from */
    bool is_known_from;
    int status;
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

#endif

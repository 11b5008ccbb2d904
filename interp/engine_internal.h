/* What the files of the engine share. */
#ifndef MERIT_INTERP_ENGINE_INTERNAL_H
#define MERIT_INTERP_ENGINE_INTERNAL_H

#include "interp/amend/amend.h"
#include "interp/engine.h"
#include "interp/event/event_ids.h"
#include "interp/event/store.h"
#include "interp/exec/run.h"

typedef struct Paths {
    const char **at; /* in the arena of the engine */
    size_t count;
} Paths;

/* An event that is supposed: added, or another one as it is altered. */
typedef struct SupposedRow {
    Text id;
    uint64_t position; /* of the one altered; added ones follow all files */
    IrGiven given;     /* altered: what changes */
} SupposedRow;

/* What overlays make of the log: rows that are left out, rows that are added. */
typedef struct Supposed {
    EventPlace *struck; /* altered ones too */
    uint32_t *struck_row;
    size_t struck_count, struck_room;
    uint64_t *spared; /* positions of rows struck out that are rejects as the log is read now */
    size_t spared_count, spared_room;
    SupposedRow *rows; /* one a row of the batch */
    Batch *added;
    size_t row_room;
} Supposed;

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
    uint32_t fills;  /* how often it was filled */
    EventIds *ids;   /* NULL: nobody asked yet */
    bool has_events; /* were to be read, whether or not they could be opened */
    Paths roster_paths, event_paths;
    Day as_of;
    uint64_t without;            /* the position of an event that is left out; UINT64_MAX: none */
    Day known_from, known_as_of; /* the first event known as of that day, once is_known_from */
    bool is_known_from;
    int status;
    struct Engine *edition_of; /* whose roster and events it works on; NULL: its own */
    struct Engine **editions;  /* of this one; owned */
    size_t edition_count, edition_room;
    struct Sheet *sheet; /* the last result that was compared with: sheet.h; NULL: none yet */

    /* of an overlay: see suppose.h */
    Engine *root;             /* the engine without any; NULL: this one */
    const Node *const *chain; /* what is supposed, the lowest first */
    size_t chain_count;
    bool owns_rules, owns_data; /* else they are the root's */
    Supposed *supposed;         /* NULL: the log is as it is */
    uint32_t seen_fills;        /* of the store from which altered rows were taken */
    Roster *read_roster;        /* of files read anew, where rows of it are changed; else NULL */
};

/* Where the log, its store and its ids are: with the roster that they were read with. */
static inline Engine *engine_data(Engine *engine)
{
    return engine->root && !engine->owns_data ? engine->root : engine;
}

/* Whose own events. */
typedef struct OwnList {
    struct {
        uint32_t kind, subject; /* of the roster */
    } * at;
    size_t count, room;
} OwnList;

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

/* The rules that another engine read, with the amendments that are known. False: said in diag. */
bool engine_take_rules(Engine *engine, const Engine *from, const AmendOptions *known);

/* The decision, both bounds and the rule, as E1046 names them. */
void misdecided_words(Arena *arena, const Engine *engine, const Misdecided *row,
                      const char *words[4]);

/* Every declared item in a year of its regulation; items in the arena. */
PlanQuestion engine_every_item(const Engine *engine, Arena *arena);
/* A TextCode of the roster's pool. */
int32_t engine_text_code(void *roster, Text text);
/* Strikes, alterations and added events of all that an overlay supposes. False: said in diag. */
bool suppose_rows(Engine *engine);
/* The one at a position; NULL: the log's, if any. */
const SupposedRow *supposed_row(const Engine *engine, uint64_t position);
/* What is kept of the log holds those slots, read anew where it does not. */
bool engine_fill(Engine *engine, const bool *wanted, const Question *question);
/* A given event as a row of a batch; false: its own subject is not there that day. */
bool given_row(Batch *batch, const Roster *roster, const Ir *ir, const IrGiven *given,
               uint64_t position);
/* The cell of a field that was assigned; absent: NO_NUMBER. */
int64_t given_cell(const Roster *roster, const IrField *field, const IrAssign *assign);
/* The log's rows through the run: from memory where the engine keeps them. False when the question
 * was stopped. */
bool engine_read(Engine *engine, Result *result, const Question *question);

/* The rows of what is kept that the plan looks at, struck ones left out, added ones behind. False
 * when the question (NULL: none) was stopped. */
bool engine_run_rows(const Engine *engine, Exec *exec, const Question *question);
/* The same of some subjects' own. */
void engine_run_own(const Engine *engine, Exec *exec, const OwnList *who);

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

/* The journey of the data, in the order of the picture: rules text → tokens → AST → typed IR →
 * plan; event log → batches → postings → scores. */
#include "interp/engine.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "interp/amend/amend.h"
#include "interp/check/check.h"
#include "interp/engine_internal.h"
#include "interp/score/score.h"
#include "interp/sheet.h"
#include "interp/source.h"
#include "interp/suppose_internal.h"

enum { STATUS_STOPPED = 130 }; /* as of a program that Ctrl-C ended */

Engine *engine_new(const Builtins *builtins, Diag *diag)
{
    Engine *engine = memory_resize(NULL, sizeof *engine);
    *engine = (Engine){.diag = diag,
                       .builtins = builtins,
                       .arena = arena_new(0),
                       .as_of = DAY_NEVER,
                       .without = UINT64_MAX,
                       .known = AMEND_ALL};
    return engine;
}

static void close_log(Engine *engine)
{
    engine_editions_close(engine);
    sheet_free(engine->sheet);
    engine->sheet = NULL;
    store_free(engine->store);
    event_ids_free(engine->ids);
    log_close(engine->log);
    engine->store = NULL;
    engine->ids = NULL;
    engine->log = NULL;
}

void engine_free(Engine *engine)
{
    if (!engine)
        return;
    engine_editions_free(engine);
    if (engine_data(engine) == engine) {
        close_log(engine);
        if (!engine->edition_of)
            roster_free(engine->roster);
    }
    roster_free(engine->read_roster);
    if (engine->supposed)
        batch_free(engine->supposed->added);
    arena_free(engine->arena);
    free(engine);
}

static Paths copy_paths(Arena *arena, const char *const *paths, size_t count)
{
    Paths copy = {arena_alloc(arena, (count + 1) * sizeof *copy.at), count};
    for (size_t i = 0; i < count; i++)
        copy.at[i] = arena_format(arena, "%s", paths[i]);
    return copy;
}

static bool fail(Engine *engine, int status)
{
    engine->status = status;
    return false;
}

bool engine_load_sources(Engine *engine, const uint32_t *sources, size_t count, bool ask)
{
    size_t before = diag_errors(engine->diag);
    const Node **files = arena_alloc(engine->arena, (count + 1) * sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[i] = parse_source(engine->arena, engine->diag, sources[i]);
    engine->written = engine->files = files;
    engine->file_count = count;
    engine->ask = ask;
    if (diag_errors(engine->diag) > before)
        return fail(engine, 3);
    return (engine_check(engine) && (ask || suppose_check(engine))) || fail(engine, 3);
}

bool engine_check(Engine *engine)
{
    size_t before = diag_errors(engine->diag);
    engine->files = amend_files(engine->arena, engine->diag, engine->written, engine->file_count,
                                &engine->known);
    if (diag_errors(engine->diag) == before)
        engine->ir = check_files(engine->arena, engine->diag, engine->files, engine->file_count);
    return engine->ir != NULL;
}

bool engine_take_rules(Engine *engine, const Engine *from, const AmendOptions *known)
{
    engine->written = engine->files = from->written;
    engine->file_count = from->file_count;
    engine->known = *known;
    engine->ask = true;
    return engine_check(engine) || fail(engine, 3);
}

bool engine_take_trees(Engine *engine, const Node *const *files, size_t count)
{
    const Engine from = {.written = files, .file_count = count};
    return engine_take_rules(engine, &from, &engine->known);
}

bool engine_load_rules(Engine *engine, const char *const *paths, size_t count, bool ask)
{
    uint32_t *sources = arena_alloc(engine->arena, (count + 1) * sizeof *sources);
    bool all = true;
    for (size_t i = 0; i < count; i++)
        all &= source_read(engine->arena, engine->diag, paths[i], &sources[i]);
    if (!all)
        return fail(engine, 3);
    return engine_load_sources(engine, sources, count, ask);
}

const Ir *engine_ir(const Engine *engine)
{
    return engine->ir;
}

const Node *const *engine_files(const Engine *engine, size_t *count)
{
    *count = engine->file_count;
    return engine->files;
}

const Node *const *engine_written(const Engine *engine, size_t *count)
{
    *count = engine->file_count;
    return engine->written;
}

const IrQuery *engine_query(Engine *engine, const Node *query)
{
    Ir *ir = engine->ir;
    for (size_t i = 0; i < ir->query_count; i++)
        if (ir->queries[i].node == query)
            return &ir->queries[i];
    IrQuery *late = arena_alloc(engine->arena, sizeof *late);
    return check_query(ir, engine->diag, query, late) ? late : NULL;
}

bool engine_load_roster(Engine *engine, const char *const *paths, size_t count)
{
    close_log(engine); /* it points at the roster before */
    roster_free(engine->roster);
    engine->roster = roster_new(engine->ir);
    engine->roster_paths = copy_paths(engine->arena, paths, count);
    if (roster_read(engine->roster, engine->ir, paths, count, engine->diag))
        return true;
    return fail(engine, 4);
}

bool engine_open_events(Engine *engine, const char *const *paths, size_t count)
{
    close_log(engine);
    engine->has_events = true;
    engine->is_known_from = false;
    engine->event_paths = copy_paths(engine->arena, paths, count);
    engine->log = log_open(engine->ir, engine->roster, paths, count, engine->diag);
    return engine->log ? true : fail(engine, 4);
}

const Roster *engine_roster(const Engine *engine)
{
    return engine->roster;
}

Log *engine_log(Engine *engine)
{
    return engine->log;
}

void engine_as_of(Engine *engine, Day day)
{
    engine->as_of = engine->known.recorded_until = day;
}

void engine_close_through(Engine *engine, Day last, PeriodUnit unit)
{
    engine->known.closed_through = last;
    engine->known.closed_unit = unit;
}

void engine_without(Engine *engine, uint64_t position)
{
    engine->without = position;
}

int engine_status(const Engine *engine)
{
    return engine->status;
}

/* --- plan and run --- */

int32_t engine_text_code(void *context, Text text)
{
    const Roster *roster = context;
    return text_pool_add(roster->pool, text);
}

Result *result_new(Engine *engine, const Roster *roster, const PlanQuestion *question, Trace *trace)
{
    Result *result = memory_resize(NULL, sizeof *result);
    *result = (Result){.engine = engine,
                       .roster = roster,
                       .arena = arena_new(0),
                       .trace = trace,
                       .first = question->first,
                       .last = question->last};
    result->state = arena_alloc(result->arena, sizeof *result->state);
    result->plan = plan_new(result->arena, engine->ir, question, engine_text_code, (void *)roster);
    result->exec = exec_new(result->plan, roster, engine->builtins, engine->diag, trace);
    result->exec->frame.as_of = engine->as_of;
    return result;
}

void result_free(Result *result)
{
    if (!result)
        return;
    exec_free(result->exec);
    arena_free(result->arena);
    roster_free(result->own_roster);
    free(result);
}

/* Rows that the run found to carry a decision out of its bounds are rejects too. */
static void reject_decisions(Engine *engine, const Result *result)
{
    Arena *arena = diag_arena(engine->diag);
    const Exec *exec = result->exec;
    for (size_t i = 0; i < exec->misdecided_count; i++) {
        const char *words[4];
        const Misdecided *row = &exec->misdecided[i];
        const SupposedRow *supposed = supposed_row(engine, row->position);
        misdecided_words(arena, engine, row, words);
        if (supposed == NULL) {
            log_reject_decision(engine->log, row->position, words);
            continue;
        }
        diag_add(engine->diag, DIAG_E1046, supposed->given.span, words[0], words[1], words[2],
                 words[3], NULL);
        engine->status = 4;
    }
}

/* 0, or the exit status of a log that cannot be scored; its rejects are then in diag. */
static int log_verdict(Engine *engine, uint64_t accepted)
{
    if (log_failed(engine->log))
        return log_lacks_column(engine->log) ? 4 : 5;
    if (log_rejected(engine->log) <= accepted)
        return 0;
    log_report_rejects(engine->log, engine->diag);
    return 4;
}

bool engine_accepts(Engine *engine, uint64_t rejects)
{
    engine->status = engine->log ? log_verdict(engine, rejects) : 0;
    return engine->status == 0;
}

bool result_compute(Result *result)
{
    if (!result->exec->failed)
        exec_finish(result->exec);
    if (result->exec->failed || !score_graph(result->exec)) {
        result->engine->status = result->exec->rules_fail ? 3 : 7;
        return false;
    }
    if (result->trace)
        trace_sort(result->trace);
    return true;
}

static const char *day_words(Arena *arena, Day day)
{
    char text[16];
    if (day == DAY_ALWAYS || day == DAY_NEVER)
        return "…";
    return arena_format(arena, "%.*s", (int)day_write(text, day), text);
}

/* A regulation's own dates tell; they do not limit its rules, which have dates of their own. */
static void warn_outside(Engine *engine, const Question *question)
{
    const Meta *meta = &engine->ir->regulation_meta;
    Arena *arena = diag_arena(engine->diag);
    bool before = meta->from != DAY_ALWAYS && question->first < meta->from;
    bool after = meta->until != DAY_NEVER && question->last > meta->until;
    if (meta->span.end > 0 && (before || after))
        diag_plain(engine->diag, DIAG_W0401, day_words(arena, meta->from),
                   day_words(arena, meta->until), NULL);
}

/* Runs of periods begin with the first event that is known (S3). */
static Day known_from(Engine *engine)
{
    Day last;
    if (!engine->ir->has_period_runs)
        return DAY_NEVER;
    if (!engine->is_known_from || engine->known_as_of != engine->as_of) {
        if (!engine_days(engine, &engine->known_from, &last))
            engine->known_from = DAY_NEVER;
        engine->known_as_of = engine->as_of;
        engine->is_known_from = true;
    }
    return engine->known_from;
}

Result *engine_run_once(Engine *engine, const Question *question)
{
    if (engine->has_events && !engine->log)
        return NULL; /* opening them failed: no numbers as if nothing had happened */
    PlanQuestion ask = {.items = question->items,
                        .item_count = question->item_count,
                        .first = question->first,
                        .last = question->last,
                        .known_from = known_from(engine),
                        .keep_all = question->trace != NULL,
                        .where = question->where,
                        .where_item = question->where_item};
    Result *result = result_new(engine, engine->roster, &ask, question->trace);
    engine->status = 0;
    warn_outside(engine, question);
    if (engine->log && !engine_read(engine, result, question)) {
        diag_plain(engine->diag, DIAG_E0844, NULL);
        engine->status = STATUS_STOPPED;
    } else if (engine->log) {
        reject_decisions(engine, result);
        if (engine->status == 0)
            engine->status = log_verdict(engine, question->accept_rejects);
    }
    if (engine->status == 0 && result_compute(result))
        return result;
    result_free(result);
    return NULL;
}

static Result *run_edition(Engine *edition, const void *context, const Question *range)
{
    const Question *asked = context;
    Question question = *range;
    question.accept_rejects = asked->accept_rejects;
    return engine_edition_data(edition) ? engine_run_once(edition, &question) : NULL;
}

Result *engine_run(Engine *engine, const Question *question)
{
    Result *result = engine_run_once(engine, question);
    if (!result || adjust_result(result, run_edition, question))
        return result;
    result_free(result);
    return NULL;
}

PlanQuestion engine_every_item(const Engine *engine, Arena *arena)
{
    const Ir *ir = engine->ir;
    uint32_t *items = arena_alloc(arena, (ir->item_count + 1) * sizeof *items);
    size_t count = 0;
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (!item_is_hidden(ir->items[i].kind))
            items[count++] = i;
    Day from = ir->regulation_meta.from;
    int32_t year = from == DAY_ALWAYS ? 2018 : civil_from_day(from).year;
    return (PlanQuestion){.items = items,
                          .item_count = count,
                          .first = day_from_civil(year, 1, 1),
                          .last = day_from_civil(year, 12, 31),
                          .known_from = day_from_civil(year, 1, 1),
                          .keep_all = true};
}

void engine_print_plan(Engine *engine, Output *out)
{
    Arena *arena = arena_new(0);
    Roster *roster = roster_new(engine->ir);
    PlanQuestion question = engine_every_item(engine, arena);
    plan_print(plan_new(arena, engine->ir, &question, engine_text_code, roster), out);
    arena_free(arena);
    roster_free(roster);
}

/* Where the rows of a run come from: the files, or what was kept of them. */
#include "interp/engine_internal.h"

#include <stdlib.h>

/* Rows at a time: enough that every kind has many, few enough to stay in the cache. */
enum { BATCH_ROWS = 32768, PROGRESS_ROWS = 1 << 20 };

static bool is_stopped(const Question *question)
{
    return question->is_stopped && question->is_stopped(question->stopper);
}

static bool read_files(Engine *engine, Result *result, const Question *question)
{
    bool goes_on = true;
    Log *log = engine->log;
    Batch *batch = batch_new(result->plan->wanted, engine->ir->slot_count, BATCH_ROWS);
    uint64_t told = 0;
    log_rewind(log);
    log_as_of(log, engine->as_of);
    log_want(log, result->plan->wanted, result->plan->wanted_kinds);
    while (goes_on && !result->exec->failed && log_fill(log, batch)) {
        exec_batch(result->exec, batch);
        batch->count = 0;
        goes_on = !is_stopped(question);
        if (question->progress && log_rows(log) - told >= PROGRESS_ROWS) {
            told = log_rows(log);
            question->progress(question->context, told);
        }
    }
    batch_free(batch);
    return goes_on;
}

/* --- what was kept --- */

/* Texts can be long and many: only those that are read, so far, are kept. */
static bool is_kept(const Engine *engine, const bool *wanted, uint32_t slot)
{
    return wanted[slot] || (engine->store && store_slots(engine->store)[slot]) ||
           engine->ir->slots[slot].type.kind != TYPE_TEXT;
}

static bool fill_store(Engine *engine, const bool *wanted, const Question *question)
{
    if (engine->store && store_holds(engine->store, wanted, engine->as_of))
        return true;
    bool *slots = memory_resize(NULL, engine->ir->slot_count + 1);
    for (uint32_t s = 0; s < engine->ir->slot_count; s++)
        slots[s] = is_kept(engine, wanted, s);
    store_free(engine->store);
    engine->store =
        store_read(engine->log, engine->ir, slots, engine->as_of,
                   question ? question->progress : NULL, question ? question->context : NULL);
    free(slots);
    return engine->store != NULL;
}

/* The rows of a chunk that were known on that day; the others are counted. */
static size_t known_rows(const Batch *rows, size_t first, size_t end, Day as_of, uint32_t *out)
{
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        out[count] = (uint32_t)i;
        count += rows->recorded[i] <= as_of;
    }
    return count;
}

static void run_kind(Engine *engine, Exec *exec, uint32_t kind, int64_t **room)
{
    const KindRules *of = &exec->plan->kinds[kind];
    Batch rows = store_rows(engine->store, kind, exec->plan->wanted, room);
    uint32_t chunk[LANES];
    size_t at, end;
    store_days(engine->store, kind, of->from, of->until, &at, &end);
    for (; at < end && !exec->failed; at += LANES) {
        size_t last = end - at < LANES ? end : at + LANES;
        exec_kind(exec, &rows, kind, chunk, known_rows(&rows, at, last, engine->as_of, chunk));
    }
}

/* As a reading as of that day would have counted them. */
static void count_rows(Engine *engine)
{
    LogCounts counts = store_counts(engine->store);
    uint64_t later = store_later(engine->store, engine->as_of);
    counts.used -= later;
    counts.later += later;
    log_restore(engine->log, counts);
}

static bool run_store(Engine *engine, Exec *exec, const Question *question)
{
    bool goes_on = !is_stopped(question);
    int64_t **room = memory_resize(NULL, (engine->ir->slot_count + 1) * sizeof *room);
    count_rows(engine);
    for (uint32_t kind = 0; kind < engine->ir->event_count && !exec->failed && goes_on; kind++)
        if (exec_looks_at(exec, kind)) {
            run_kind(engine, exec, kind, room);
            goes_on = !is_stopped(question);
        }
    if (goes_on)
        exec_treated(exec);
    free(room);
    return goes_on;
}

bool engine_read(Engine *engine, Result *result, const Question *question)
{
    if (!engine->keeps)
        return read_files(engine, result, question);
    return !fill_store(engine, result->plan->wanted, question) ||
           run_store(engine, result->exec, question);
}

/* --- for questions about rows --- */

static size_t rows_of_days(const Batch *batch, Day first, Day last, uint32_t *out)
{
    size_t count = 0;
    for (size_t i = 0; i < batch->count; i++) {
        out[count] = (uint32_t)i;
        count += batch->day[i] >= first && batch->day[i] <= last;
    }
    return count;
}

static bool look_through_files(Engine *engine, const bool *wanted, Day first, Day last,
                               EngineRows *visit, void *context)
{
    Log *log = engine->log;
    uint32_t rows[LANES];
    Batch *batch = batch_new(wanted, engine->ir->slot_count, LANES);
    log_rewind(log);
    log_as_of(log, engine->as_of);
    log_want(log, wanted, NULL);
    for (; log_fill(log, batch); batch->count = 0)
        visit(context, batch, rows, rows_of_days(batch, first, last, rows));
    batch_free(batch);
    return !log_failed(log);
}

static void look_through_kind(Engine *engine, uint32_t kind, const Batch *batch, Day first,
                              Day last, EngineRows *visit, void *context)
{
    uint32_t rows[LANES];
    size_t at, end;
    store_days(engine->store, kind, first, last, &at, &end);
    for (; at < end; at += LANES) {
        size_t stop = end - at < LANES ? end : at + LANES;
        visit(context, batch, rows, known_rows(batch, at, stop, engine->as_of, rows));
    }
}

bool engine_rows(Engine *engine, const bool *wanted, Day first, Day last, EngineRows *visit,
                 void *context)
{
    if (!engine->log)
        return false;
    if (!engine->keeps)
        return look_through_files(engine, wanted, first, last, visit, context);
    if (!fill_store(engine, wanted, NULL))
        return false;
    int64_t **room = memory_resize(NULL, (engine->ir->slot_count + 1) * sizeof *room);
    for (uint32_t kind = 0; kind < engine->ir->event_count; kind++) {
        Batch batch = store_rows(engine->store, kind, wanted, room);
        look_through_kind(engine, kind, &batch, first, last, visit, context);
    }
    free(room);
    return true;
}

bool engine_keep(Engine *engine)
{
    engine->keeps = true;
    if (!engine->log)
        return !engine->has_events;
    Arena *arena = arena_new(0);
    PlanQuestion every = engine_every_item(engine, arena);
    const Plan *plan = plan_new(arena, engine->ir, &every, engine_text_code, engine->roster);
    bool is_read = fill_store(engine, plan->wanted, NULL);
    arena_free(arena);
    if (!is_read)
        engine->status = log_lacks_column(engine->log) ? 4 : 5;
    return is_read;
}

/* Where the rows of a run come from: the files, or what was kept of them. */
#include "interp/engine_internal.h"
#include "interp/sheet.h"

#include <assert.h>
#include <stdlib.h>

/* Rows at a time: enough that every kind has many, few enough to stay in the cache. */
enum { BATCH_ROWS = 32768, PROGRESS_ROWS = 1 << 16 };

static bool is_stopped(const Question *question)
{
    return question && question->is_stopped && question->is_stopped(question->stopper);
}

/* The event that is left out leaves the batch. */
static void leave_out(Batch *batch, uint64_t position)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->position[i] == position) {
            batch_remove(batch, i);
            return;
        }
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
        if (engine->without != UINT64_MAX)
            leave_out(batch, engine->without);
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

bool engine_fill(Engine *asked, const bool *wanted, const Question *question)
{
    Engine *engine = engine_data(asked);
    if (engine->store && store_holds(engine->store, wanted, asked->as_of))
        return true;
    bool *slots = memory_resize(NULL, engine->ir->slot_count + 1);
    for (uint32_t s = 0; s < engine->ir->slot_count; s++)
        slots[s] = is_kept(engine, wanted, s);
    store_free(engine->store);
    engine->store =
        store_read(engine->log, engine->ir, slots, asked->as_of,
                   question ? question->progress : NULL, question ? question->context : NULL);
    free(slots);
    engine->fills++;
    event_ids_free(engine->ids);
    engine->ids = NULL;
    return engine->store != NULL;
}

/* The rows of a chunk that were known on that day and are not struck out. */
static size_t known_rows(const Engine *engine, const Batch *rows, uint32_t kind, size_t first,
                         size_t end, uint32_t *out)
{
    const Supposed *supposed = engine->supposed;
    size_t count = 0;
    for (size_t i = first; i < end; i++) {
        out[count] = (uint32_t)i;
        count += rows->recorded[i] <= engine->as_of && rows->position[i] != engine->without;
    }
    for (size_t k = 0; supposed && k < supposed->struck_count; k++) {
        size_t kept = 0;
        if (supposed->struck[k].kind != kind)
            continue;
        for (size_t i = 0; i < count; i++)
            if (out[i] != supposed->struck_row[k])
                out[kept++] = out[i];
        count = kept;
    }
    return count;
}

static void run_kind(const Engine *engine, Exec *exec, uint32_t kind, int64_t **room)
{
    const KindRules *of = &exec->plan->kinds[kind];
    const Store *store = engine_data((Engine *)engine)->store;
    Batch rows = store_rows(store, kind, exec->plan->wanted, room);
    uint32_t chunk[LANES];
    size_t at, end;
    store_days(store, kind, of->from, of->until, &at, &end);
    for (; at < end && !exec->failed; at += LANES) {
        size_t last = end - at < LANES ? end : at + LANES;
        exec_kind(exec, &rows, kind, chunk, known_rows(engine, &rows, kind, at, last, chunk));
    }
}

static bool is_of(const Engine *engine, const Batch *rows, size_t row, const OwnList *who)
{
    for (size_t i = 0; who && i < who->count; i++)
        if (who->at[i].kind == event_own_kind(engine->ir, rows->kind[row]) &&
            who->at[i].subject == rows->own[row])
            return true;
    return who == NULL;
}

static void run_added(const Engine *engine, Exec *exec, const OwnList *who)
{
    const Batch *added = engine->supposed ? engine->supposed->added : NULL;
    for (size_t i = 0; added && i < added->count && !exec->failed; i++) {
        const KindRules *of = &exec->plan->kinds[added->kind[i]];
        bool matters = added->day[i] >= of->from && added->day[i] <= of->until;
        uint32_t row = (uint32_t)i;
        if (matters && added->recorded[i] <= engine->as_of && is_of(engine, added, i, who) &&
            exec_looks_at(exec, added->kind[i]))
            exec_kind(exec, added, added->kind[i], &row, 1);
    }
}

/* As a reading as of that day would have counted them. */
static void count_rows(const Engine *engine, const Store *store)
{
    const Supposed *supposed = engine->supposed;
    LogCounts counts = store_counts(store);
    uint64_t later = store_later(store, engine->as_of);
    counts.used -= later;
    counts.later += later;
    if (supposed) {
        counts.used += supposed->added->count - supposed->struck_count;
        counts.rejected -= supposed->spared_count;
        counts.kept -= supposed->spared_count;
    }
    log_restore(engine->log, counts);
}

static int64_t **slot_room(const Engine *engine)
{
    return memory_resize(NULL, (engine->ir->slot_count + 1) * sizeof(int64_t *));
}

bool engine_run_rows(const Engine *engine, Exec *exec, const Question *question)
{
    int64_t **room = slot_room(engine);
    bool goes_on = !is_stopped(question);
    for (uint32_t kind = 0; kind < engine->ir->event_count && !exec->failed && goes_on; kind++)
        if (exec_looks_at(exec, kind)) {
            run_kind(engine, exec, kind, room);
            goes_on = !is_stopped(question);
        }
    if (goes_on) {
        run_added(engine, exec, NULL);
        exec_treated(exec);
    }
    free(room);
    return goes_on;
}

/* The rows of one subject, a chunk at a time; they are few. */
static void run_own(const Engine *engine, Exec *exec, uint32_t kind, uint32_t own, int64_t **room)
{
    const KindRules *of = &exec->plan->kinds[kind];
    const Store *store = engine_data((Engine *)engine)->store;
    Batch rows = store_rows(store, kind, exec->plan->wanted, room);
    const uint32_t *at;
    uint32_t chunk[LANES];
    size_t count = store_own((Store *)store, kind, own, &at), kept = 0;
    for (size_t i = 0; i < count && !exec->failed; i++) {
        if (rows.day[at[i]] >= of->from && rows.day[at[i]] <= of->until)
            kept += known_rows(engine, &rows, kind, at[i], at[i] + 1, chunk + kept);
        if (kept == LANES) {
            exec_kind(exec, &rows, kind, chunk, kept);
            kept = 0;
        }
    }
    if (kept > 0)
        exec_kind(exec, &rows, kind, chunk, kept);
}

/* Some rule charges others than whose the event is, or it may count as another kind. */
static bool reaches_others(const Plan *plan, uint32_t kind)
{
    const KindRules *of = &plan->kinds[kind];
    for (size_t i = 0; i < of->rule_count; i++)
        if (plan->rules[of->rules[i]].charge_count > 0)
            return true;
    return of->treat_count > 0;
}

/* The rows that may charge one subject, or are its own. */
static void run_alone(const Engine *engine, Exec *exec)
{
    int64_t **room = slot_room(engine);
    for (uint32_t kind = 0; kind < engine->ir->event_count && !exec->failed; kind++) {
        if (!exec_looks_at(exec, kind))
            continue;
        if (reaches_others(exec->plan, kind))
            run_kind(engine, exec, kind, room);
        else if (event_own_kind(engine->ir, kind) == exec->alone_kind)
            run_own(engine, exec, kind, exec->alone, room);
    }
    run_added(engine, exec, NULL);
    exec_treated(exec);
    free(room);
}

void engine_run_own(const Engine *engine, Exec *exec, const OwnList *who)
{
    int64_t **room = slot_room(engine);
    for (uint32_t kind = 0; kind < engine->ir->event_count && !exec->failed; kind++)
        for (size_t i = 0; exec_looks_at(exec, kind) && i < who->count; i++)
            if (event_own_kind(engine->ir, kind) == who->at[i].kind)
                run_own(engine, exec, kind, who->at[i].subject, room);
    run_added(engine, exec, who);
    exec_treated(exec);
    free(room);
}

/* Altered rows are taken from the store anew when that was filled anew. */
static bool is_ready(Engine *engine, const bool *wanted, const Question *question)
{
    return engine_fill(engine, wanted, question) &&
           (engine->seen_fills == engine_data(engine)->fills || suppose_rows(engine));
}

/* An account of one subject: nobody else needs to be worked out. */
static bool is_of_one(const Plan *plan, const Trace *trace)
{
    return trace && trace->subject != UINT32_MAX && !trace->notices_only && plan_is_alone(plan);
}

bool engine_read(Engine *engine, Result *result, const Question *question)
{
    if (!engine->keeps)
        return read_files(engine, result, question);
    if (!is_ready(engine, result->plan->wanted, question))
        return true; /* the log tells why */
    count_rows(engine, engine_data(engine)->store);
    if (!is_of_one(result->plan, question->trace))
        return engine_run_rows(engine, result->exec, question);
    result->exec->is_alone = true;
    result->exec->alone_kind = question->trace->subject_kind;
    result->exec->alone = question->trace->subject;
    run_alone(engine, result->exec);
    return true;
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
    store_days(engine_data(engine)->store, kind, first, last, &at, &end);
    for (; at < end; at += LANES) {
        size_t stop = end - at < LANES ? end : at + LANES;
        visit(context, batch, rows, known_rows(engine, batch, kind, at, stop, rows));
    }
}

static void look_through_added(const Engine *engine, Day first, Day last, EngineRows *visit,
                               void *context)
{
    const Batch *added = engine->supposed ? engine->supposed->added : NULL;
    for (uint32_t i = 0; added && i < added->count; i++)
        if (added->day[i] >= first && added->day[i] <= last && added->recorded[i] <= engine->as_of)
            visit(context, added, &i, 1);
}

bool engine_rows(Engine *engine, const bool *wanted, Day first, Day last, EngineRows *visit,
                 void *context)
{
    if (!engine->log)
        return false;
    if (!engine->keeps)
        return look_through_files(engine, wanted, first, last, visit, context);
    if (!is_ready(engine, wanted, NULL))
        return false;
    int64_t **room = memory_resize(NULL, (engine->ir->slot_count + 1) * sizeof *room);
    for (uint32_t kind = 0; kind < engine->ir->event_count; kind++) {
        Batch batch = store_rows(engine_data(engine)->store, kind, wanted, room);
        look_through_kind(engine, kind, &batch, first, last, visit, context);
    }
    free(room);
    look_through_added(engine, first, last, visit, context);
    return true;
}

bool engine_keep(Engine *engine)
{
    engine->keeps = true;
    assert(engine->log != NULL);
    Arena *arena = arena_new(0);
    PlanQuestion every = engine_every_item(engine, arena);
    const Plan *plan = plan_new(arena, engine->ir, &every, engine_text_code, engine->roster);
    bool is_read = engine_fill(engine, plan->wanted, NULL);
    arena_free(arena);
    if (!is_read)
        engine->status = log_lacks_column(engine->log) ? 4 : 5;
    return is_read;
}

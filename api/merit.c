/* The public interface: thin words over the engine and its questions. */
#include "api/merit.h"

#include <stdlib.h>
#include <string.h>

#include "interp/ask.h"
#include "interp/explain.h"
#include "interp/suppose.h"
#include "stdlib/builtins.h"

#define EXPORT __attribute__((visibility("default")))

enum { STATUS_USAGE = 2, STATUS_INTERNAL = 70 };

struct Merit {
    Arena *arena;
    Diag *diag;
    Engine *engine; /* what is asked: the last supposition, else the first engine */
    Engine **below; /* what it stands on, the lowest first */
    size_t below_count, below_room;
    uint64_t accept_rejects;
    int status;
};

struct MeritResult {
    Merit *merit;
    Arena *arena;
    Result *result;
    AskScores ask;
};

EXPORT const char *merit_version(void)
{
    return MERIT_VERSION;
}

EXPORT Merit *merit_new(const char *language)
{
    bool in_chinese = language != NULL && strncmp(language, "zh", 2) == 0;
    Merit *merit = memory_resize(NULL, sizeof *merit);
    *merit = (Merit){.arena = arena_new(0), .diag = diag_new(in_chinese ? LANG_ZH : LANG_EN)};
    merit->engine = engine_new(stdlib_builtins(), merit->diag);
    return merit;
}

EXPORT void merit_free(Merit *merit)
{
    if (merit == NULL)
        return;
    engine_free(merit->engine);
    while (merit->below_count > 0)
        engine_free(merit->below[--merit->below_count]);
    diag_free(merit->diag);
    arena_free(merit->arena);
    free(merit);
}

/* ---- Loading ---- */

/* The status of a step that went well or not; the engine's own where it has one. */
static int settle(Merit *merit, bool good, int otherwise)
{
    int status = engine_status(merit->engine);
    merit->status = good ? 0 : status != 0 ? status : otherwise;
    return merit->status;
}

EXPORT int merit_load_rules(Merit *merit, const char *const *paths, size_t count)
{
    return settle(merit, engine_load_rules(merit->engine, paths, count, true), STATUS_INTERNAL);
}

EXPORT int merit_load_rules_text(Merit *merit, const char *name, const char *text, size_t size)
{
    Text copy = text_copy(merit->arena, (Text){text, size});
    uint32_t source = diag_source(merit->diag, text_from(name), copy);
    return settle(merit, engine_load_sources(merit->engine, &source, 1, true), STATUS_INTERNAL);
}

EXPORT int merit_load_roster(Merit *merit, const char *const *paths, size_t count)
{
    bool is_ready = engine_ir(merit->engine) != NULL;
    return settle(merit, is_ready && engine_load_roster(merit->engine, paths, count), STATUS_USAGE);
}

EXPORT int merit_open_events(Merit *merit, const char *const *paths, size_t count)
{
    bool is_ready = engine_roster(merit->engine) != NULL;
    return settle(merit, is_ready && engine_open_events(merit->engine, paths, count), STATUS_USAGE);
}

/* ---- What if ---- */

EXPORT int merit_keep(Merit *merit)
{
    bool is_ready = engine_log(merit->engine) != NULL;
    return settle(merit, is_ready && engine_keep(merit->engine), STATUS_USAGE);
}

static const Node *parse(Merit *merit, const char *text)
{
    size_t before = diag_errors(merit->diag);
    Text copy = text_copy(merit->arena, text_from(text));
    uint32_t source = diag_source(merit->diag, TEXT("suppose"), copy);
    const Node *file = parse_source(merit->arena, merit->diag, source);
    return diag_errors(merit->diag) > before ? NULL : node_find(file, NODE_SUPPOSE);
}

EXPORT int merit_suppose(Merit *merit, const char *text)
{
    bool is_ready = engine_log(merit->engine) != NULL;
    const Node *node = is_ready ? parse(merit, text) : NULL;
    Engine *engine = node != NULL ? engine_suppose(merit->engine, node) : NULL;
    if (engine == NULL) {
        merit->status = STATUS_USAGE;
        return merit->status;
    }
    merit->below = arena_grow(merit->arena, merit->below, merit->below_count, &merit->below_room,
                              sizeof(Engine *));
    merit->below[merit->below_count++] = merit->engine;
    merit->engine = engine;
    return settle(merit, true, 0);
}

EXPORT int merit_drop(Merit *merit)
{
    bool any = merit->below_count > 0;
    if (any) {
        engine_free(merit->engine);
        merit->engine = merit->below[--merit->below_count];
    }
    return settle(merit, any, STATUS_USAGE);
}

/* ---- Messages ---- */

static const char *contents(Arena *arena, Output *out, size_t *size)
{
    Text text = text_copy(arena, output_contents(out));
    output_close(out);
    if (size != NULL)
        *size = text.size;
    return text.at;
}

EXPORT const char *merit_messages(Merit *merit)
{
    Output *out = output_memory();
    if (diag_count(merit->diag) > 0)
        diag_print(merit->diag, out, 0, false);
    return contents(merit->arena, out, NULL);
}

EXPORT const char *merit_messages_json(Merit *merit)
{
    Output *out = output_memory();
    diag_print_json(merit->diag, out);
    return contents(merit->arena, out, NULL);
}

EXPORT int merit_status(const Merit *merit)
{
    return merit->status;
}

EXPORT uint64_t merit_rows_used(const Merit *merit)
{
    const Log *log = engine_log(merit->engine);
    return log == NULL ? 0 : log_used(log);
}

EXPORT uint64_t merit_rows_rejected(const Merit *merit)
{
    const Log *log = engine_log(merit->engine);
    return log == NULL ? 0 : log_rejected(log);
}

/* ---- Scores ---- */

static bool prepare(Merit *merit, Arena *arena, const char *period, const Text *names, size_t count,
                    AskScores *ask)
{
    if (engine_roster(merit->engine) == NULL)
        return false;
    *ask = (AskScores){.ir = engine_ir(merit->engine), .kind = ASK_EVERY};
    Text copy = text_copy(arena, text_from(period));
    return ask_period(ask->ir, merit->diag, copy, ask_calendar(ask->ir, merit->diag, names, count),
                      &ask->period) &&
           ask_items(arena, merit->diag, names, count, ask);
}

static Result *run(Merit *merit, const AskScores *ask, Trace *trace)
{
    Question question = {.items = ask->items,
                         .item_count = ask->item_count,
                         .first = ask->period.first_day,
                         .last = ask->period.last_day,
                         .trace = trace,
                         .accept_rejects = merit->accept_rejects};
    Result *result = engine_run(merit->engine, &question);
    settle(merit, result != NULL, STATUS_INTERNAL);
    return result;
}

EXPORT MeritResult *merit_score(Merit *merit, const char *period, uint64_t accept_rejects)
{
    MeritResult *result = memory_resize(NULL, sizeof *result);
    *result = (MeritResult){.merit = merit, .arena = arena_new(0)};
    merit->accept_rejects = accept_rejects;
    if (prepare(merit, result->arena, period, NULL, 0, &result->ask))
        result->result = run(merit, &result->ask, NULL);
    else
        merit->status = STATUS_USAGE;
    if (result->result != NULL)
        return result;
    merit_result_free(result);
    return NULL;
}

EXPORT void merit_result_free(MeritResult *result)
{
    if (result == NULL)
        return;
    result_free(result->result);
    arena_free(result->arena);
    free(result);
}

EXPORT const char *merit_value(MeritResult *result, const char *score, const char *subject,
                               const char *period)
{
    Diag *diag = result->merit->diag;
    uint32_t item = 0, number = 0;
    AskPeriod asked = result->ask.period;
    char room[CELL_ROOM];
    if (!ask_item(result->ask.ir, diag, text_from(score), &item))
        return NULL;
    const IrItem *row = &result->ask.ir->items[item];
    if (!ask_subject(result->ask.ir, diag, result_roster(result->result), row->subject,
                     text_from(subject), &number) ||
        (period != NULL &&
         !ask_period(result->ask.ir, diag, text_from(period), row->calendar, &asked)) ||
        asked.calendar != row->calendar)
        return NULL;
    AskScores of = {.ir = result->ask.ir, .period = asked};
    int32_t at = 0, last = 0;
    ask_periods_of(&of, result_roster(result->result), number, &at, &last);
    if (at <= last && !result_has(result->result, item, at))
        return NULL;
    if (last < at || !result_present(result->result, row->subject, number, row->calendar, at))
        return "";
    if (row->kind == ITEM_GRADE) {
        Text word = result_word(result->result, item, number, at);
        return text_copy(result->arena, word).at;
    }
    size_t size = result_write(result->result, item, number, at, room);
    return text_copy(result->arena, (Text){room, size}).at;
}

EXPORT const char *merit_format(MeritResult *result, const char *format, size_t *size)
{
    ReportFormat chosen = REPORT_TABLE;
    AskView view = {.language = diag_language(result->merit->diag), .subject = ASK_EVERY};
    if (!report_format_find(&chosen, text_from(format)))
        return NULL;
    view.for_people = chosen == REPORT_TABLE || chosen == REPORT_MD;
    size_t count = 0;
    const ReportTable *tables =
        ask_tables(result->arena, &result->ask, result->result, view, &count);
    Output *out = output_memory();
    report_write(out, chosen, tables, count, (ReportStyle){.language = view.language});
    return contents(result->arena, out, size);
}

/* ---- Accounts ---- */

EXPORT const char *merit_why(Merit *merit, const char *score, const char *subject,
                             const char *period, const char *format)
{
    AskScores ask;
    Text name = text_from(score);
    uint32_t number = 0;
    merit->status = STATUS_USAGE;
    if (!prepare(merit, merit->arena, period, &name, 1, &ask))
        return NULL;
    uint32_t kind = ask.ir->items[ask.items[0]].subject;
    if (!ask_subject(engine_ir(merit->engine), merit->diag, engine_roster(merit->engine), kind,
                     text_from(subject), &number))
        return NULL;
    int32_t at = 0, last = 0;
    ask_periods_of(&ask, engine_roster(merit->engine), number, &at, &last);
    if (last < at) {
        ask_no_cycle(&ask, merit->diag, engine_roster(merit->engine), number);
        return NULL;
    }
    Trace trace = {.arena = merit->arena, .subject_kind = kind, .subject = number};
    Result *result = run(merit, &ask, &trace);
    if (result == NULL)
        return NULL;
    const Explain explain = {.ir = ask.ir,
                             .diag = merit->diag,
                             .result = result,
                             .trace = &trace,
                             .engine = merit->engine,
                             .items = ask.items,
                             .item_count = 1,
                             .subject = number,
                             .period = at,
                             .language = diag_language(merit->diag)};
    Output *out = output_memory();
    const Account *account = explain_scores(merit->arena, &explain);
    if (strcmp(format, "json") == 0)
        account_print_json(account, out);
    else
        account_print_text(account, explain.language, out);
    result_free(result);
    return contents(merit->arena, out, NULL);
}

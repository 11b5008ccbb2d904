/* count of late_report in 2018-10 by role: an aggregate that is asked by itself. */
#include "interp/records.h"
#include "interp/taken.h"
#include "interp/tally.h"

#include "repl/query_work.h"
#include "repl/statement.h"

/* The periods of what is aggregated that lie within the one named, or the one itself. */
static bool periods_of(Desk *desk, const Node *query, const IrQuery *means, AskPeriod *out)
{
    Diag *diag = desk->session->diag;
    const Ir *ir = engine_ir(desk->job.engine);
    if (!ask_period(ir, diag, desk_period(desk, query), means->calendar, out))
        return false;
    if (out->calendar == means->calendar || ask_inside(ir, means->calendar, out))
        return true;
    Arena *arena = diag_arena(diag);
    Text name = means->tally.value->op == EXPR_CELL
                    ? name_shown(&ir->items[means->tally.value->index].name, diag_language(diag))
                    : TEXT("-");
    diag_plain(diag, DIAG_E0824, text_copy(arena, name).at,
               ask_calendar_words(arena, &ir->calendars[means->calendar]),
               text_copy(arena, out->text).at, NULL);
    return false;
}

/* What is read of each cell, as one expression: a plan must know it. */
static const Expr *reads_of(Arena *arena, const IrQuery *means)
{
    Expr *all = arena_alloc(arena, sizeof *all);
    *all =
        (Expr){.op = EXPR_IF,
               .arg = {(Expr *)means->tally.value, (Expr *)means->where, (Expr *)means->tally.key}};
    return all;
}

static bool run_scores(Desk *desk, const Node *query, Tally *tally, AskPeriod *period,
                       Result **result)
{
    Arena *arena = desk->session->arena;
    AskScores ask = {.ir = engine_ir(tally->engine), .kind = tally->query->subject};
    if (!periods_of(desk, query, tally->query, period))
        return false;
    ask.period = *period;
    ask.items = arena_alloc(arena, sizeof *ask.items);
    ask.items[ask.item_count++] = tally_item(ask.ir, tally->query);
    ask.where = reads_of(arena, tally->query);
    tally->period = period;
    *result = job_run(&desk->job, &ask, NULL);
    return *result != NULL;
}

/* Rows are counted as rules count them: without what was voided. */
static bool run_events(Desk *desk, const Node *query, Tally *tally, Result **result)
{
    AskScores ask;
    Arena *arena = desk->session->arena;
    const Ir *ir = engine_ir(tally->engine);
    if (!query_days(desk, query, &tally->first, &tally->last))
        return false;
    records_ask(arena, ir, tally->first, tally->last, &ask);
    Trace *trace = arena_alloc(arena, sizeof *trace);
    *trace = (Trace){.arena = arena,
                     .subject = UINT32_MAX,
                     .is_dated = true,
                     .from = tally->first,
                     .until = tally->last,
                     .taken_only = true};
    tally->trace = trace;
    *result = job_run(&desk->job, &ask, rules_take_away(ir) ? trace : NULL);
    return *result != NULL;
}

bool query_tally(Desk *desk, const Node *query)
{
    ScoreForm form;
    const char *path = NULL;
    AskPeriod period;
    ReportTable table;
    Result *result = NULL;
    Session *session = desk->session;
    const IrQuery *means = engine_query(desk->job.engine, query);
    Tally tally = {.engine = desk->job.engine,
                   .diag = session->diag,
                   .query = means,
                   .lowest_first = node_find(query, NODE_LOWEST_FIRST) != NULL,
                   .language = session->language};
    if (means == NULL || !query_whom(desk, query, means, &tally.kind, &tally.subject) ||
        !query_top(desk, query, &tally.top))
        return false;
    Output *out = desk_output(desk, query, &path);
    if (out == NULL || !query_form(desk, query, path, &form))
        return false;
    tally.for_people = form.format == REPORT_TABLE || form.format == REPORT_MD;
    bool good = means->tally.kind_count > 0 ? run_events(desk, query, &tally, &result)
                                            : run_scores(desk, query, &tally, &period, &result);
    tally.result = result;
    if (good && !tally_table(session->arena, &tally, &table)) {
        diag_add(session->diag, DIAG_E0650, query->span, NULL);
        good = false;
    }
    if (good)
        report_write(out, form.format, &table, 1, form.style);
    result_free(result);
    return good;
}

/* list: what the rules hold; what was reached, never fired, or still waits for a decision. */
#include "interp/limits.h"
#include "interp/records.h"
#include "repl/listing.h"
#include "repl/query_work.h"
#include "repl/statement.h"

/* The days of a period that may be named; all of them otherwise. */
static bool any_days(Desk *desk, const Node *query, Day *first, Day *last)
{
    *first = DAY_ALWAYS;
    *last = DAY_NEVER;
    return node_find(query, NODE_IN) == NULL || query_days(desk, query, first, last);
}

static bool list_limits(Desk *desk, const Node *query, Output *out)
{
    AskScores ask;
    Arena *arena = desk->session->arena;
    Limits limits = {.engine = desk->job.engine, .language = desk->session->language};
    if (!query_days(desk, query, &limits.first, &limits.last))
        return false;
    records_ask(arena, engine_ir(limits.engine), limits.first, limits.last, &ask);
    bool is_cap = node_find(query, NODE_CAP) != NULL;
    Trace trace = {.arena = arena,
                   .subject = UINT32_MAX,
                   .is_dated = !is_cap, /* the sums of cells need all that was posted */
                   .from = limits.first,
                   .until = limits.last};
    if (!is_cap)
        trace.seen = arena_alloc(arena, engine_ir(limits.engine)->rule_count + 1);
    Result *result = job_run(&desk->job, &ask, &trace);
    if (result == NULL)
        return false;
    limits.result = result;
    limits.trace = &trace;
    ReportTable table = is_cap ? limits_table(arena, &limits) : unfired_table(arena, &limits);
    report_write(out, REPORT_TABLE, &table, 1, (ReportStyle){.language = desk->session->language});
    result_free(result);
    return true;
}

bool query_list(Desk *desk, const Node *query)
{
    Day first, last;
    const char *path = NULL;
    bool named = query->first->kind == NODE_NAME;
    Text what = named ? query->first->name : text_from(node_label(query->first->kind));
    Output *out = desk_output(desk, query, &path);
    if (node_find(query, NODE_CAP) != NULL || node_find(query, NODE_NOT_FIRED) != NULL)
        return list_limits(desk, query, out);
    if (!any_days(desk, query, &first, &last))
        return false;
    if (statement_need(query) == NEEDS_DATA)
        return job_undecided(&desk->job, first, last, out);
    if (listing_print(engine_ir(desk->job.engine), what, first, last, desk->session->language, out))
        return true;
    diag_add(desk->session->diag, DIAG_E0606, query->span, text_copy(desk->session->arena, what).at,
             NULL);
    return false;
}

/* show postings, events, rejects, notice. */
#include "interp/records.h"

#include "repl/query_work.h"

/* Of a log without a row any day will do. */
static bool no_days(Day *first, Day *last)
{
    *first = *last = day_from_civil(2018, 1, 1);
    return true;
}

bool query_days(Desk *desk, const Node *query, Day *first, Day *last)
{
    AskPeriod period;
    Engine *engine = desk->job.engine;
    Text text = desk_period(desk, query);
    if (text.size == 0) {
        if (!engine_days(engine, first, last))
            return no_days(first, last);
        *first = period_first(UNIT_YEAR, period_of_day(UNIT_YEAR, *first));
        *last = period_last(UNIT_YEAR, period_of_day(UNIT_YEAR, *last));
        return true;
    }
    if (!ask_period(engine_ir(engine), desk->session->diag, text, ASK_EVERY, &period))
        return false;
    *first = period.first_day;
    *last = period.last_day;
    return true;
}

bool query_whom(Desk *desk, const Node *query, const IrQuery *means, uint32_t *kind,
                uint32_t *subject)
{
    Text person;
    *kind = *subject = ASK_EVERY;
    if (means->entity == NULL) {
        if (node_find(query, NODE_OF) != NULL)
            *kind = means->subject;
        return true;
    }
    *kind = means->subject;
    return query_entity(desk, means->entity, &person) &&
           ask_subject(engine_ir(desk->job.engine), desk->session->diag,
                       engine_roster(desk->job.engine), *kind, person, subject);
}

/* Rejected rows are what is shown: they stop nothing, and are not told twice. */
static Result *run_of(Desk *desk, const IrQuery *means, const AskScores *ask, Trace *trace)
{
    Job job = desk->job;
    if (means->record != RECORD_REJECTS)
        return job_run(&desk->job, ask, trace);
    job.accept_rejects = UINT64_MAX;
    job.is_summed = true;
    job.open_told = SIZE_MAX; /* no decision shows here */
    return job_run(&job, ask, trace);
}

static Trace *trace_of(Desk *desk, const Records *records)
{
    Trace *trace = arena_alloc(desk->session->arena, sizeof *trace);
    *trace = (Trace){.arena = desk->session->arena,
                     .subject_kind = records->kind,
                     .subject = records->subject,
                     .is_dated = true,
                     .from = records->first,
                     .until = records->last,
                     .notices_only = records->query->record == RECORD_NOTICES};
    return trace;
}

bool query_records(Desk *desk, const Node *query)
{
    const IrQuery *means = engine_query(desk->job.engine, query);
    ScoreForm form;
    AskScores ask;
    const char *path = NULL;
    Session *session = desk->session;
    Records records = {.engine = desk->job.engine,
                       .diag = session->diag,
                       .query = means,
                       .lowest_first = node_find(query, NODE_LOWEST_FIRST) != NULL,
                       .language = session->language};
    if (means == NULL || !query_days(desk, query, &records.first, &records.last) ||
        !query_whom(desk, query, means, &records.kind, &records.subject) ||
        !query_top(desk, query, &records.top))
        return false;
    Output *out = desk_output(desk, query, &path);
    if (out == NULL || !query_form(desk, query, path, &form))
        return false;
    records_ask(session->arena, engine_ir(records.engine), records.first, records.last, &ask);
    Trace *trace = trace_of(desk, &records);
    Result *result = run_of(desk, means, &ask, trace);
    if (result == NULL)
        return false;
    records.result = result;
    records.trace = trace;
    records.for_people = form.format == REPORT_TABLE || form.format == REPORT_MD;
    ReportTable table = records_table(session->arena, &records);
    report_write(out, form.format, &table, 1, form.style);
    result_free(result);
    return true;
}

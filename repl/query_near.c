/* near late_rule in 2018-10: what almost fired a rule, and the one thing that it lacked. */
#include "interp/misses.h"
#include "interp/records.h"
#include "interp/report/rows.h"
#include "repl/query_work.h"
#include "repl/statement.h"

enum { COLUMNS = 6 };

static ReportRows *new_rows(Desk *desk, const IrQuery *means, bool for_people)
{
    bool zh = for_people && desk->session->language == LANG_ZH;
    const Ir *ir = engine_ir(desk->job.engine);
    const Name *kind = &ir->subjects[means->subject].name;
    const Text names[COLUMNS] = {
        zh ? TEXT("日期") : TEXT("date"), zh ? TEXT("事件") : TEXT("event"),
        zh ? TEXT("事项") : TEXT("kind"), name_shown(kind, zh ? LANG_ZH : LANG_EN),
        zh ? TEXT("姓名") : TEXT("name"), zh ? TEXT("所缺") : TEXT("lacks")};
    ReportColumn columns[COLUMNS] = {{0}};
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i] = (ReportColumn){.name = names[i], .shown = names[i]};
    return rows_new(desk->session->arena, columns, COLUMNS);
}

/* A day, or the period of a score. */
static Text when(Desk *desk, const Result *result, const IrQuery *means, const Miss *miss)
{
    char room[64];
    const Ir *ir = engine_ir(desk->job.engine);
    size_t size = 0;
    if (miss->position != UINT64_MAX)
        size = day_write(room, miss->day);
    for (size_t i = 0; size == 0 && i < ir->rule_count; i++)
        if (ir->rules[i].family == means->family)
            size =
                result_period_write(result, ir->rules[i].calendar, miss->own, miss->period, room);
    return text_copy(desk->session->arena, (Text){room, size});
}

Text query_event_id(Desk *desk, uint64_t position)
{
    LogRecord record = {0};
    static const char *const names[] = {"id", "event_id", "编号", "事件编号"};
    Arena *arena = desk->session->arena;
    if (position == UINT64_MAX || !engine_record(desk->job.engine, position, arena, &record))
        return TEXT("");
    for (size_t n = 0; n < sizeof names / sizeof *names; n++)
        for (size_t i = 0; i < record.count; i++)
            if (text_is(text_trim(record.names[i]), names[n]) && record.values[i].size > 0)
                return record.values[i];
    return text_from(arena_format(arena, "%.*s:%llu", (int)record.file.size, record.file.at,
                                  (unsigned long long)record.line));
}

bool query_run_rule(Desk *desk, Missing *missing, Trace *trace, Result **result)
{
    AskScores ask;
    Arena *arena = desk->session->arena;
    records_ask(arena, engine_ir(missing->engine), missing->first, missing->last, &ask);
    ask.where = missing->where;
    *trace = (Trace){.arena = arena,
                     .subject = UINT32_MAX,
                     .taken_only = true,
                     .has_counts = true,
                     .family = missing->family};
    missing->trace = trace;
    missing->result = *result = job_run(&desk->job, &ask, trace);
    return *result != NULL;
}

static ReportTable table_of(Desk *desk, const IrQuery *means, const Missing *missing, uint64_t top,
                            bool for_people)
{
    size_t count = 0, fired = 0;
    const Ir *ir = engine_ir(missing->engine);
    Miss *misses = misses_find(desk->session->arena, missing, &count, &fired);
    ReportRows *rows = new_rows(desk, means, for_people);
    for (size_t i = 0; i < count && (top == 0 || i < top); i++) {
        const RosterKind *kind = &engine_roster(missing->engine)->kinds[misses[i].own_kind];
        Text *cells = rows_add(rows);
        cells[0] = when(desk, missing->result, means, &misses[i]);
        cells[1] = query_event_id(desk, misses[i].position);
        if (misses[i].event_kind < ir->event_count)
            cells[2] = for_people ? name_shown(&ir->events[misses[i].event_kind].name,
                                               desk->session->language)
                                  : name_canonical(&ir->events[misses[i].event_kind].name);
        cells[3] = kind->id[misses[i].own];
        if (!text_equal(cells[3], kind->name[misses[i].own]))
            cells[4] = kind->name[misses[i].own];
        cells[5] = misses[i].words;
    }
    if (for_people)
        rows_drop_empty(rows);
    return rows_table(rows, TEXT("near"), TEXT(""));
}

bool query_near(Desk *desk, const Node *query)
{
    Trace trace;
    ScoreForm form;
    uint64_t top = 0;
    uint32_t kind = 0;
    const char *path = NULL;
    Result *result = NULL;
    const IrQuery *means = engine_query(desk->job.engine, query);
    Missing missing = {.engine = desk->job.engine,
                       .diag = desk->session->diag,
                       .most = 1,
                       .language = desk->session->language};
    if (means == NULL || !query_days(desk, query, &missing.first, &missing.last) ||
        !query_whom(desk, query, means, &kind, &missing.subject) || !query_top(desk, query, &top))
        return false;
    missing.family = means->family;
    missing.where = means->where;
    Output *out = desk_output(desk, query, &path);
    if (out == NULL || !query_form(desk, query, path, &form) ||
        !query_run_rule(desk, &missing, &trace, &result))
        return false;
    bool for_people = form.format == REPORT_TABLE || form.format == REPORT_MD;
    ReportTable table = table_of(desk, means, &missing, top, for_people);
    report_write(out, form.format, &table, 1, form.style);
    result_free(result);
    return true;
}

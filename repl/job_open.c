/* The decisions that are still to be made: which event waits, for what, and within which bounds. */
#include "repl/job_work.h"

#include "interp/report/unit.h"

enum { COLUMNS = 7 };

typedef struct OpenRow {
    Text cells[COLUMNS];
} OpenRow;

typedef struct OpenList {
    OpenRow *rows;
    size_t count, next;
} OpenList;

/* ---- The run ---- */

static bool is_decided(const Ir *ir, uint32_t item)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++)
            if (ir->rules[i].effects[k].high != NULL && ir->rules[i].effects[k].item == item)
                return true;
    return false;
}

/* Every section that a decision may reach, over all days of the log and a year around them: a
 * period that begins or ends beyond the log holds its events too. */
static bool ask_for(Job *job, AskScores *ask)
{
    const Ir *ir = engine_ir(job->engine);
    Day first, last;
    *ask = (AskScores){.ir = ir, .kind = ASK_EVERY};
    ask->items = arena_alloc(job->session->arena, (ir->item_count + 1) * sizeof *ask->items);
    for (uint32_t i = 0; i < ir->item_count; i++)
        if (is_decided(ir, i))
            ask->items[ask->item_count++] = i;
    if (ask->item_count == 0 || !engine_days(job->engine, &first, &last))
        return false;
    ask->period.first_day = period_first(UNIT_YEAR, period_of_day(UNIT_YEAR, first) - 1);
    ask->period.last_day = period_last(UNIT_YEAR, period_of_day(UNIT_YEAR, last) + 1);
    return true;
}

/* ---- The table ---- */

static Text event_text(Job *job, const OpenAmount *open)
{
    LogRecord record = {0};
    Arena *arena = job->session->arena;
    if (!engine_record(job->engine, open->position, arena, &record))
        return TEXT("");
    for (size_t i = 0; i < record.count; i++)
        if (text_is(record.names[i], "id") || text_is(record.names[i], "编号"))
            return record.values[i];
    return text_from(arena_format(arena, "%.*s:%llu", (int)record.file.size, record.file.at,
                                  (unsigned long long)record.line));
}

static Text subject_text(Job *job, const OpenAmount *open)
{
    const RosterKind *kind = &engine_roster(job->engine)->kinds[open->subject_kind];
    Text id = kind->id[open->subject], name = kind->name[open->subject];
    if (name.size == 0 || text_equal(id, name))
        return id;
    return text_from(arena_format(job->session->arena, "%.*s %.*s", (int)id.size, id.at,
                                  (int)name.size, name.at));
}

static OpenRow row_of(Job *job, const OpenAmount *open)
{
    const Ir *ir = engine_ir(job->engine);
    Language language = job->session->language;
    const IrRule *rule = &ir->rules[open->rule];
    Type type = ir->items[rule->effects[open->effect].item].type;
    char day[16];
    return (OpenRow){{text_copy(job->session->arena, (Text){day, day_write(day, open->day)}),
                      event_text(job, open),
                      name_shown(&ir->events[open->event_kind].name, language),
                      subject_text(job, open), name_shown(&rule->name, language),
                      meta_cites(job->session->arena, &rule->meta),
                      range_shown(job->session->arena, ir, type, open->low, open->high, language)}};
}

static void list_rewind(void *context)
{
    ((OpenList *)context)->next = 0;
}

static bool list_next(void *context)
{
    OpenList *list = context;
    return list->next++ < list->count;
}

static Text list_text(void *context, size_t column, char *room)
{
    const OpenList *list = context;
    (void)room;
    return list->rows[list->next - 1].cells[column];
}

static void put_list(Job *job, OpenList *list, Output *out)
{
    static const char *const heads[COLUMNS][2] = {
        {"date", "日期"}, {"event", "事件编号"}, {"kind", "事项"},  {"of", "对象"},
        {"rule", "规则"}, {"clause", "依据"},    {"bounds", "幅度"}};
    ReportColumn columns[COLUMNS] = {{0}};
    for (size_t i = 0; i < COLUMNS; i++)
        columns[i].shown = text_from(say(job->session, heads[i][0], heads[i][1]));
    ReportTable table = {.columns = columns,
                         .column_count = COLUMNS,
                         .context = list,
                         .rewind = list_rewind,
                         .next = list_next,
                         .text = list_text};
    report_write(out, REPORT_TABLE, &table, 1, (ReportStyle){.language = job->session->language});
}

bool job_undecided(Job *job, Day first, Day last, Output *out)
{
    AskScores ask;
    OpenList list = {0};
    const OpenAmount *open = NULL;
    if (!ask_for(job, &ask)) {
        put_list(job, &list, out);
        return engine_status(job->engine) == EXIT_DONE;
    }
    Result *result = job_run(job, &ask, NULL);
    if (result == NULL)
        return false;
    size_t count = result_open(result, &open);
    list.rows = arena_alloc(job->session->arena, (count + 1) * sizeof *list.rows);
    for (size_t i = 0; i < count; i++)
        if (open[i].day >= first && open[i].day <= last)
            list.rows[list.count++] = row_of(job, &open[i]);
    put_list(job, &list, out);
    result_free(result);
    return true;
}

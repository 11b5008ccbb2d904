/* The cells of records. */
#include "interp/records_work.h"

#include <assert.h>

#include "interp/report/unit.h"

Text record_name(const RecordList *list, const Name *name)
{
    return list->ask->for_people ? name_shown(name, list->ask->language) : name_canonical(name);
}

/* ---- Numbers ---- */

static Ratio asked_amount(const TraceEntry *entry)
{
    return entry->asked.den != 0 ? entry->asked : entry->amount;
}

static Ratio counted_amount(const TraceEntry *entry)
{
    return entry->kind == TRACE_LAPSED ? RATIO(0) : entry->amount;
}

static Ratio size_of(Ratio amount)
{
    if (amount.num < 0)
        (void)ratio_neg(&amount, amount); /* only the very least number stays as it is */
    return amount;
}

Ratio record_number(const Record *record, RecordColumn column)
{
    if (column == COLUMN_ROW)
        return RATIO((int64_t)record->reject.line);
    if (column == COLUMN_COUNT)
        return RATIO(record->times);
    assert(record->entry != NULL);
    if (column == COLUMN_ASKED)
        return asked_amount(record->entry);
    Ratio counted = counted_amount(record->entry);
    return column == COLUMN_AMOUNT ? size_of(counted) : counted;
}

/* What is open stands as both of its ends. */
static Text number_text(RecordList *list, const Record *record, RecordColumn column)
{
    if (column == COLUMN_COUNTED && record->entry->kind == TRACE_POSTED)
        return range_plain(list->arena, record->entry->amount, record->entry->high);
    return ratio_text(list->arena, record_number(record, column));
}

/* ---- Words ---- */

static Text joined(RecordList *list, Output *out)
{
    Text text = text_copy(list->arena, output_contents(out));
    output_close(out);
    return text;
}

static void put_reason(RecordList *list, Output *out, Text words)
{
    if (words.size == 0)
        return;
    if (output_contents(out).size > 0)
        output_string(out, explain_say(&list->explainer, "; ", "；"));
    output_text(out, words);
}

static Text lapsed_words(RecordList *list)
{
    return text_from(explain_say(&list->explainer, "not on the roster on that day, not counted",
                                 "当日不在册，不计"));
}

/* Why what counts is not what was asked. */
static Text because(RecordList *list, const TraceEntry *entry)
{
    AccountLine line = {0};
    Output *out = output_memory();
    explain_steps(&list->explainer, entry, &line);
    for (size_t i = 0; i < line.step_count; i++)
        put_reason(list, out, line.steps[i].words);
    put_reason(list, out, line.words);
    if (entry->restart != NULL)
        put_reason(list, out, explain_restart(&list->explainer, entry));
    if (entry->kind == TRACE_LAPSED)
        put_reason(list, out, lapsed_words(list));
    return joined(list, out);
}

static bool is_about_event(Text name)
{
    static const char *const known[] = {"id",   "event_id", "编号", "事件编号", "date",
                                        "日期", "kind",     "事项", "事件"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (text_is(name, known[i]))
            return true;
    return false;
}

/* "minutes 15, note by phone": what the row says beside its date, kind and person. */
static Text details(RecordList *list, const Record *record)
{
    LogRecord row = {0};
    const IrEvent *event = &list->ir->events[record->event_kind];
    Output *out = output_memory();
    if (!engine_record(list->ask->engine, record->position, list->arena, &row))
        row.count = 0;
    for (size_t i = 0; i < row.count; i++) {
        Text name = text_trim(row.names[i]), value = text_trim(row.values[i]);
        bool is_own =
            event->own < event->field_count && name_is(&event->fields[event->own].name, name);
        if (value.size == 0 || is_own || is_about_event(name))
            continue;
        output_string(out, output_contents(out).size > 0 ? explain_say(&list->explainer, ", ", "，")
                                                         : "");
        output_text(out, name);
        output_char(out, ' ');
        output_text(out, value);
    }
    return joined(list, out);
}

static Text event_id(RecordList *list, const Record *record)
{
    TraceEntry entry = {.day = record->day,
                        .own = record->own,
                        .own_kind = record->own_kind,
                        .event_kind = record->event_kind,
                        .position = record->position};
    AccountEvent event = explain_event(&list->explainer, &entry, record->position);
    if (event.id.size > 0 || event.file.size == 0)
        return event.id;
    return text_from(arena_format(list->arena, "%.*s:%llu", (int)event.file.size, event.file.at,
                                  (unsigned long long)event.line));
}

static Text subject_text(const RecordList *list, const Record *record, RecordColumn column)
{
    const RosterKind *kind = &list->roster->kinds[record->own_kind];
    assert(record->own < kind->count);
    Text id = kind->id[record->own], name = kind->name[record->own];
    return column == COLUMN_PERSON ? id : text_equal(id, name) ? TEXT("") : name;
}

static Text reject_text(const Record *record, RecordColumn column)
{
    if (column == COLUMN_FILE)
        return record->reject.file;
    if (column == COLUMN_FIELD)
        return record->reject.column;
    if (column == COLUMN_CODE)
        return text_from(diag_name(record->reject.code));
    return column == COLUMN_REASON ? record->reason : record->reject.raw;
}

/* No rule posted it: the notice did. */
static Text adjusted_text(RecordList *list, const Record *record, RecordColumn column)
{
    if (column == COLUMN_RULE)
        return explain_adjustment(&list->explainer, record->adjusted);
    return explain_notice(&list->explainer, record->adjusted->amendment);
}

/* Of a posting, or of a notice. */
static Text entry_text(RecordList *list, const TraceEntry *entry, RecordColumn column)
{
    const IrRule *rule = &list->ir->rules[entry->rule];
    const IrItem *item = &list->ir->items[entry->item];
    if (column == COLUMN_RULE)
        return record_name(list, &rule->name);
    if (column == COLUMN_CLAUSE)
        return explain_cites(&list->explainer, &rule->meta);
    if (column == COLUMN_SECTION)
        return record_name(list, &item->name);
    if (column == COLUMN_UNIT)
        return unit_shown(list->arena, item->type,
                          list->ask->for_people ? list->ask->language : LANG_EN);
    if (column == COLUMN_WORDS)
        return rule->effects[entry->effect].text;
    return because(list, entry);
}

Text record_text(RecordList *list, const Record *record, RecordColumn column)
{
    if (record_column_is_number(column) && column != COLUMN_ROW)
        return number_text(list, record, column);
    if (column == COLUMN_ROW)
        return text_from(
            arena_format(list->arena, "%llu", (unsigned long long)record->reject.line));
    if (list->ask->query->record == RECORD_REJECTS)
        return reject_text(record, column);
    if (column == COLUMN_DATE)
        return explain_day(&list->explainer, record->day);
    if (column == COLUMN_ID)
        return record->position == UINT64_MAX ? TEXT("") : event_id(list, record);
    if (column == COLUMN_KIND)
        return record->event_kind < list->ir->event_count
                   ? record_name(list, &list->ir->events[record->event_kind].name)
                   : TEXT("");
    if (column == COLUMN_PERSON || column == COLUMN_NAME)
        return subject_text(list, record, column);
    if (column == COLUMN_DETAILS)
        return details(list, record);
    if (column == COLUMN_FIRED)
        return record_fired(list, record);
    if (record->adjusted != NULL && (column == COLUMN_RULE || column == COLUMN_CLAUSE))
        return adjusted_text(list, record, column);
    return entry_text(list, record->entry, column);
}

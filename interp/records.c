/* Records as a table: what is asked of the engine, what each sort is made of, the rows. */
#include "interp/records.h"

#include <string.h>

#include "interp/records_work.h"
#include "interp/report/rows.h"
#include "interp/report/unit.h"

/* ---- What is asked ---- */

/* Out to the ends of the periods that hold the first and the last day. */
static void widen(const IrCalendar *calendar, Day first, Day last, AskPeriod *period)
{
    int32_t low = 0, high = 0;
    bool is_own = calendar_is_own(calendar);
    if (is_own) { /* nobody's is longer than its length says */
        int32_t days = calendar->in_months ? calendar->length * 31 : calendar->length;
        period->first_day = first - days < period->first_day ? first - days : period->first_day;
        period->last_day = last + days > period->last_day ? last + days : period->last_day;
        return;
    }
    if (calendar_of_day(calendar, calendar->anchor, first, &low)) {
        Day from = calendar_first(calendar, calendar->anchor, low);
        period->first_day = from < period->first_day ? from : period->first_day;
    }
    if (calendar_of_day(calendar, calendar->anchor, last, &high)) {
        Day to = calendar_last(calendar, calendar->anchor, high);
        period->last_day = to > period->last_day ? to : period->last_day;
    }
}

void records_ask(Arena *arena, const Ir *ir, Day first, Day last, AskScores *ask)
{
    *ask = (AskScores){.ir = ir, .kind = ASK_EVERY};
    ask->period = (AskPeriod){.first_day = first, .last_day = last};
    ask->items = arena_alloc(arena, (ir->item_count + 1) * sizeof *ask->items);
    for (uint32_t i = 0; i < ir->item_count; i++) {
        if (item_is_hidden(ir->items[i].kind))
            continue;
        ask->items[ask->item_count++] = i;
        widen(&ir->calendars[ir->items[i].calendar], first, last, &ask->period);
    }
}

/* ---- What an event fired ---- */

/* "late_rule -1 duty", "excusing: void": what one rule made of it. */
static void put_fired(RecordList *list, Output *out, const Record *record, const TraceEntry *entry)
{
    const IrRule *rule = &list->ir->rules[entry->rule];
    const RosterKind *kind = &list->roster->kinds[entry->subject_kind];
    output_text(out, record_name(list, &rule->name));
    output_char(out, ' ');
    if (entry->kind == TRACE_POSTED) {
        output_text(out, signed_range(list->arena, entry->amount, entry->high));
        output_char(out, ' ');
        output_text(out, record_name(list, &list->ir->items[entry->item].name));
    } else {
        static const char *const words[][2] = {
            [TRACE_HELD] = {"hold", "限定"},        [TRACE_WITHHELD] = {"withhold", "扣发"},
            [TRACE_SET] = {"set", "改置"},          [TRACE_RESTARTED] = {"restart", "重计"},
            [TRACE_NOTICE] = {"notice", "提醒"},    [TRACE_VOIDED] = {"void", "免计"},
            [TRACE_TREATED] = {"treat as", "视为"}, [TRACE_LAPSED] = {"lapsed", "不在册，不计"}};
        output_string(out, words[entry->kind][list->ask->language == LANG_ZH]);
    }
    if (entry->subject_kind == record->own_kind && entry->subject == record->own)
        return;
    output_char(out, ' ');
    output_text(out, kind->id[entry->subject]);
}

static size_t first_fired(const RecordList *list, uint64_t position)
{
    size_t low = 0, high = list->fired_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->by_position[middle]->position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Text record_fired(RecordList *list, const Record *record)
{
    Output *out = output_memory();
    for (size_t i = first_fired(list, record->position);
         i < list->fired_count && list->by_position[i]->position == record->position; i++) {
        if (output_contents(out).size > 0)
            output_string(out, explain_say(&list->explainer, "; ", "；"));
        put_fired(list, out, record, list->by_position[i]);
    }
    Text text = text_copy(list->arena, output_contents(out));
    output_close(out);
    return text;
}

/* ---- The table ---- */

/* Whom the records are of: the name of the one kind there is, else that. */
static Text person_heading(const RecordList *list)
{
    const Ir *ir = list->ir;
    uint32_t kind = list->ask->kind != ASK_EVERY ? list->ask->kind
                    : ir->subject_count == 1     ? 0
                                                 : ASK_EVERY;
    Name of = {TEXT("of"), TEXT("对象"), {0}};
    return record_name(list, kind == ASK_EVERY ? &of : &ir->subjects[kind].name);
}

static ReportRows *new_rows(RecordList *list, const RecordColumn *shown, size_t count)
{
    ReportColumn *columns = arena_alloc(list->arena, (count + 1) * sizeof *columns);
    for (size_t i = 0; i < count; i++) {
        Name name = record_column_name(shown[i]);
        Text word = shown[i] == COLUMN_PERSON ? person_heading(list) : record_name(list, &name);
        columns[i] = (ReportColumn){
            .is_number = record_column_is_number(shown[i]), .name = word, .shown = word};
    }
    return rows_new(list->arena, columns, count);
}

static void collect(RecordList *list)
{
    switch (list->ask->query->record) {
    case RECORD_POSTINGS:
    case RECORD_NOTICES:
        records_of_trace(list);
        return;
    case RECORD_EVENTS:
        records_of_log(list);
        return;
    case RECORD_REJECTS:
        records_of_rejects(list);
        return;
    }
}

/* Of the count only what is more than one is worth a column. */
static bool is_said(const RecordList *list, const Record *record, RecordColumn column)
{
    return column != COLUMN_COUNT || !list->ask->for_people || record->times != 1;
}

static Text kind_word(const RecordList *list)
{
    static const Name names[] = {
        [RECORD_POSTINGS] = {TEXT("postings"), TEXT("明细"), {0}},
        [RECORD_EVENTS] = {TEXT("events"), TEXT("事件"), {0}},
        [RECORD_REJECTS] = {TEXT("rejects"), TEXT("退回"), {0}},
        [RECORD_NOTICES] = {TEXT("notices"), TEXT("提醒"), {0}},
    };
    return record_name(list, &names[list->ask->query->record]);
}

ReportTable records_table(Arena *arena, const Records *records)
{
    const RecordColumn *shown = NULL;
    size_t count = record_shown(records->query->record, &shown);
    RecordList *list = arena_alloc(arena, sizeof *list);
    *list = (RecordList){.ask = records,
                         .ir = engine_ir(records->engine),
                         .roster = engine_roster(records->engine),
                         .arena = arena};
    list->explain = (Explain){.ir = list->ir,
                              .diag = records->diag,
                              .result = records->result,
                              .trace = records->trace,
                              .engine = records->engine,
                              .subject = UINT32_MAX,
                              .language = records->language};
    list->explainer = (Explainer){.ask = &list->explain,
                                  .ir = list->ir,
                                  .arena = arena,
                                  .language = records->language,
                                  .kind = UINT32_MAX};
    collect(list);
    records_order(list);
    ReportRows *rows = new_rows(list, shown, count);
    for (size_t i = 0; i < list->count; i++) {
        Text *cells = rows_add(rows);
        for (size_t c = 0; c < count; c++)
            if (is_said(list, &list->at[i], shown[c]))
                cells[c] = record_text(list, &list->at[i], shown[c]);
    }
    if (records->for_people)
        rows_drop_empty(rows);
    return rows_table(rows, kind_word(list), TEXT(""));
}

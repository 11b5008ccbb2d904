/* Which records there are: out of the trace, the log and its rejects. */
#include "interp/records_work.h"

#include <stdlib.h>
#include <string.h>

#include "interp/report/unit.h"

/* ---- The condition ---- */

static Ratio code_of(const RecordList *list, Text text)
{
    return text.size == 0 ? (Ratio){0, 0} : RATIO(text_pool_add(list->roster->pool, text));
}

static bool has_unit(const RecordList *list, const Record *record)
{
    const Type own = list->ir->items[record->entry->item].type;
    const Type asked = list->ask->query->amount;
    return memcmp(&own.dim, &asked.dim, sizeof own.dim) == 0;
}

static Ratio column_value(void *context, const Expr *expr)
{
    RecordList *list = context;
    RecordColumn column = (RecordColumn)(expr->index - RECORD_FIELD);
    const Record *record = list->tried;
    const TraceEntry *entry = record->entry;
    bool is_amount = column == COLUMN_ASKED || column == COLUMN_COUNTED || column == COLUMN_AMOUNT;
    if (is_amount && !has_unit(list, record))
        return (Ratio){0, 0};
    if (record_column_is_number(column))
        return record_number(record, column);
    if (column == COLUMN_RULE)
        return record->adjusted != NULL ? (Ratio){0, 0}
                                        : RATIO(list->ir->rules[entry->rule].family);
    if (column == COLUMN_SECTION)
        return RATIO(entry->item);
    if (column == COLUMN_KIND)
        return record->event_kind < list->ir->event_count ? RATIO(record->event_kind)
                                                          : (Ratio){0, 0};
    return code_of(list, record_text(list, record, column));
}

bool record_is_chosen(RecordList *list, const Record *record)
{
    const Records *ask = list->ask;
    bool is_of = ask->kind == ASK_EVERY || record->own_kind == ask->kind;
    if (!is_of || (ask->subject != ASK_EVERY && record->own != ask->subject))
        return false;
    list->tried = record;
    bool has_roster = record->own_kind == ask->query->subject;
    Row row = {.ir = list->ir,
               .roster = list->roster,
               .own = has_roster ? record->own : UINT32_MAX,
               .day = record->day,
               .batch = list->batch,
               .at = list->batch_row,
               .read = column_value,
               .context = list};
    return row_meets(&row, ask->query->where);
}

void record_keep(RecordList *list, Record record)
{
    list->at = arena_grow(list->arena, list->at, list->count, &list->room, sizeof *list->at);
    list->at[list->count++] = record;
}

/* ---- Postings and notices ---- */

static bool is_recorded(RecordKind record, TraceKind kind)
{
    if (record == RECORD_NOTICES)
        return kind == TRACE_NOTICE;
    return kind == TRACE_POSTED || kind == TRACE_LAPSED;
}

/* What amendments adjust, on the first day of the period in which it counts. */
static void records_of_adjustments(RecordList *list)
{
    const Adjustment *rows;
    Day first, last;
    size_t count = result_adjusted(list->ask->result, &rows);
    for (size_t i = 0; i < count; i++) {
        const IrItem *item = &list->ir->items[rows[i].item];
        result_days(list->ask->result, item->calendar, rows[i].subject, rows[i].period, &first,
                    &last);
        TraceEntry *entry = arena_alloc(list->arena, sizeof *entry);
        *entry = (TraceEntry){.kind = TRACE_POSTED,
                              .item = rows[i].item,
                              .subject_kind = item->subject,
                              .subject = rows[i].subject,
                              .event_kind = UINT32_MAX,
                              .position = UINT64_MAX,
                              .amount = rows[i].amount,
                              .asked = rows[i].amount};
        Record record = {.entry = entry,
                         .adjusted = &rows[i],
                         .day = first,
                         .position = UINT64_MAX,
                         .event_kind = UINT32_MAX,
                         .own_kind = item->subject,
                         .own = rows[i].subject,
                         .times = 1};
        if (first >= list->ask->first && first <= list->ask->last &&
            record_is_chosen(list, &record))
            record_keep(list, record);
    }
}

void records_of_trace(RecordList *list)
{
    const Records *ask = list->ask;
    for (size_t i = 0; i < ask->trace->count; i++) {
        const TraceEntry *entry = &ask->trace->entries[i];
        if (!is_recorded(ask->query->record, entry->kind))
            continue;
        Record record = {.entry = entry,
                         .day = entry->day,
                         .position = entry->position,
                         .event_kind = entry->event_kind,
                         .own_kind = entry->subject_kind,
                         .own = entry->subject,
                         .times = entry->times};
        if (record_is_chosen(list, &record))
            record_keep(list, record);
    }
    if (ask->query->record == RECORD_POSTINGS)
        records_of_adjustments(list);
}

/* ---- Events ---- */

static int by_position(const void *a, const void *b)
{
    const TraceEntry *x = *(const TraceEntry *const *)a, *y = *(const TraceEntry *const *)b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->subject < y->subject ? -1 : x->subject > y->subject;
}

static void index_fired(RecordList *list)
{
    const Trace *trace = list->ask->trace;
    list->by_position = arena_alloc(list->arena, (trace->count + 1) * sizeof *list->by_position);
    for (size_t i = 0; i < trace->count; i++)
        if (trace->entries[i].position != UINT64_MAX)
            list->by_position[list->fired_count++] = &trace->entries[i];
    if (list->fired_count > 1)
        qsort(list->by_position, list->fired_count, sizeof *list->by_position, by_position);
}

static void want_slots(const Expr *expr, bool *wanted)
{
    if (expr == NULL)
        return;
    if (expr->op == EXPR_FIELD && expr->index < RECORD_FIELD)
        wanted[expr->index] = true;
    for (int i = 0; i < 3; i++)
        want_slots(expr->arg[i], wanted);
}

static void events_of_batch(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    RecordList *list = context;
    list->batch = batch;
    for (size_t i = 0; i < count; i++) {
        uint32_t row = rows[i];
        const IrEvent *event = &list->ir->events[batch->kind[row]];
        Record record = {.day = batch->day[row],
                         .position = batch->position[row],
                         .event_kind = batch->kind[row],
                         .own_kind =
                             event->own == UINT32_MAX ? 0 : event->fields[event->own].type.ref,
                         .own = batch->own[row],
                         .times = batch->times[row]};
        list->batch_row = row;
        if (record_is_chosen(list, &record))
            record_keep(list, record);
    }
    list->batch = NULL;
}

void records_of_log(RecordList *list)
{
    bool *wanted = arena_alloc(list->arena, list->ir->slot_count + 1);
    want_slots(list->ask->query->where, wanted);
    index_fired(list);
    engine_rows(list->ask->engine, wanted, list->ask->first, list->ask->last, events_of_batch,
                list);
}

/* ---- Rejects ---- */

void records_of_rejects(RecordList *list)
{
    Log *log = engine_log(list->ask->engine);
    Diag *diag = diag_new(list->ask->language);
    LogReject reject = {0};
    for (size_t i = 0; log != NULL && log_reject_at(log, i, diag, &reject); i++) {
        Record record = {.reject = reject,
                         .day = DAY_ALWAYS,
                         .position = UINT64_MAX,
                         .own = UINT32_MAX,
                         .event_kind = UINT32_MAX};
        record.reason =
            text_copy(list->arena, diag_message(diag, diag_count(diag) - 1, list->arena));
        if (record_is_chosen(list, &record))
            record_keep(list, record);
    }
    diag_free(diag);
}

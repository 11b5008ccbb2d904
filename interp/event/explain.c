/* What to say about a rejected row: worked out only for those that are kept. */
#include <assert.h>

#include "interp/event/log_internal.h"
#include "interp/event/wording.h"

/* The declared field that a column holds for the row's kind, or NULL. */
static const FieldCheck *check_of(const Log *log, uint16_t kind, int32_t column)
{
    const LogFile *file = &log->files[log->file];
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].column == column)
            return file->columns[i].check[kind];
    return NULL;
}

/* The subject kind of a cell: that of its field, else the own one. */
static const RosterKind *roster_of(const Log *log, uint16_t kind, const FieldCheck *check)
{
    const IrEvent *event = &log->ir->events[kind];
    const IrField *field = check ? check->field : &event->fields[event->own];
    return &log->roster->kinds[field->type.ref];
}

static void explain_subject(Log *log, const Group *group, size_t row, Reject *reject, Text cell)
{
    Arena *arena = log->rejects.arena;
    size_t at = group->at + row;
    uint16_t kind = group->batch->kind[at];
    const FieldCheck *check = check_of(log, kind, group->fault_column[row]);
    const RosterKind *roster = roster_of(log, kind, check);
    if (reject->fault == FAULT_NAMESAKE) {
        reject->args[1] = namesakes(arena, roster, text_fold(arena, cell));
    } else if (reject->fault == FAULT_SUBJECT) {
        bool is_affordable = log->rejects.kept_count <= NEAREST_SUBJECTS;
        reject->args[1] = is_affordable ? near_subject(arena, roster, cell) : "";
    } else {
        uint32_t subject = group->batch->own[at];
        char *day = arena_alloc(arena, 16);
        day_write(day, group->batch->day[at]);
        reject->args[0] = subject_words(arena, roster, subject);
        reject->args[1] = day;
        reject->args[2] = days_on_roster(arena, roster, subject);
    }
}

static void explain_cycle(Log *log, const Group *group, size_t row, Reject *reject)
{
    const Batch *batch = group->batch;
    size_t at = group->at + row;
    const IrEvent *event = &log->ir->events[batch->kind[at]];
    CycleAsked asked = {.kind = event->fields[event->own].type.ref,
                        .subject = batch->own[at],
                        .day = batch->day[at]};
    asked.calendar =
        cycles_lacking(log->cycles, log->roster, batch->kind[at], asked.subject, asked.day);
    no_cycle(log->rejects.arena, log->ir, log->roster, &asked, reject->args);
}

static void explain_field(Log *log, const Group *group, size_t row, Reject *reject, Text cell)
{
    Arena *arena = log->rejects.arena;
    uint16_t kind = group->batch->kind[group->at + row];
    const FieldCheck *check = check_of(log, kind, group->fault_column[row]);
    assert(check); /* it found the fault */
    if (reject->fault == FAULT_BOUNDS) {
        reject->args[1] = bound(arena, check, check->field->low, check->low);
        reject->args[2] = bound(arena, check, check->field->high, check->high);
    } else if (reject->fault == FAULT_DECIMALS) {
        reject->args[1] = arena_format(arena, "%d", field_decimals(check->field));
    } else if (reject->fault == FAULT_ENUM) {
        const IrEnum *values = check->values;
        reject->args[1] = pair(arena, &check->field->name);
        reject->args[2] = near_name(arena, cell, values->values, values->count, sizeof(Name));
        reject->args[3] = value_list(arena, values);
    }
}

static void explain_cell(Log *log, const Group *group, size_t row, Reject *reject, Text cell)
{
    Arena *arena = log->rejects.arena;
    switch (reject->fault) {
    case FAULT_KIND:
        reject->args[1] =
            near_name(arena, cell, &log->ir->events[0].name, log->ir->event_count, sizeof(IrEvent));
        break;
    case FAULT_EMPTY:
        reject->args[0] = reject->column.at;
        break;
    case FAULT_SUBJECT:
    case FAULT_NAMESAKE:
    case FAULT_OFF_ROSTER:
        explain_subject(log, group, row, reject, cell);
        break;
    case FAULT_EARLY:
    case FAULT_NO_CYCLE:
        explain_cycle(log, group, row, reject);
        break;
    case FAULT_BOUNDS:
    case FAULT_DECIMALS:
    case FAULT_ENUM:
        explain_field(log, group, row, reject, cell);
        break;
    case FAULT_UNDECIDED:
        reject->args[1] = pair(arena, &log->ir->events[group->batch->kind[group->at + row]].name);
        break;
    case FAULT_NONE:
    case FAULT_DATE:
    case FAULT_NUMBER:
    case FAULT_TIMES:
    case FAULT_YES_NO:
    case FAULT_ID:
    case FAULT_COLUMNS:
    case FAULT_MID_QUOTE:
    case FAULT_AFTER_QUOTE:
    case FAULT_OPEN_QUOTE:
    case FAULT_TOO_LONG:
    case FAULT_NUL:
    case FAULT_UTF8:
    case FAULT_RETURN:
    case FAULT_DECISION:
    case FAULTS:
        break;
    }
}

void log_explain(Log *log, const Group *group, size_t row)
{
    const CsvFile *file = log->files[log->file].csv;
    Fault fault = (Fault)group->fault[row];
    Reject *reject = rejects_add(&log->rejects, fault, (uint32_t)log->file,
                                 csv_row_offset(&log->window, group->from + row),
                                 csv_row_text(file, &log->window, group->from + row));
    if (!reject)
        return;
    int32_t column = group->fault_column[row];
    Text cell = cell_clean(log->scratch, csv_cell(group_window(log, group), row, (size_t)column));
    reject->column = file->names[column];
    reject->args[0] = shown_text(log->rejects.arena, cell).at;
    explain_cell(log, group, row, reject, cell);
}

void log_reject_record(void *context, CsvFault fault, uint64_t offset, Text raw, size_t place)
{
    Log *log = context;
    Reject *reject =
        rejects_add(&log->rejects, fault_of_csv(fault), (uint32_t)log->file, offset, raw);
    if (!reject)
        return;
    Arena *arena = log->rejects.arena;
    reject->args[0] = arena_format(arena, "%zu", fault == CSV_COLUMNS ? place : place + 1);
    reject->args[1] = arena_format(arena, "%zu", log->files[log->file].csv->columns);
}

void log_reject_decision(Log *log, uint64_t position, const char *const *words)
{
    uint32_t number = (uint32_t)(position >> POSITION_FILE_SHIFT);
    uint64_t offset = position & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1);
    const CsvFile *file = log->csv[number];
    Text raw = csv_read_raw(file, offset, log->scratch);
    Reject *reject = rejects_add(&log->rejects, FAULT_DECISION, number, offset, raw);
    log->used--;
    if (!reject)
        return;
    int32_t column = log->files[number].decided;
    reject->column = column == NO_COLUMN ? TEXT("") : file->names[column];
    for (size_t i = 0; i < REJECT_ARGS; i++)
        reject->args[i] = arena_format(log->rejects.arena, "%s", words[i]);
}

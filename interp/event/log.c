/* The log: its files one after the other, filling batches. */
#include "interp/event/log_internal.h"

#include <stdlib.h>
#include <string.h>

/* --- opening --- */

static void make_checks(Log *log)
{
    const Ir *ir = log->ir;
    const Words *words = field_words(log->arena, ir);
    log->kinds = words_new(log->arena, &ir->events[0].name, ir->event_count, sizeof(IrEvent));
    log->checks = arena_alloc(log->arena, (ir->event_count + 1) * sizeof *log->checks);
    for (size_t k = 0; k < ir->event_count; k++) {
        const IrEvent *event = &ir->events[k];
        log->checks[k] = arena_alloc(log->arena, (event->field_count + 1) * sizeof **log->checks);
        for (size_t f = 0; f < event->field_count; f++)
            field_check_init(&log->checks[k][f], ir, &event->fields[f], words);
    }
}

/* The default of a text or a subject as the number that stands for it. */
static int64_t resolve_default(const Log *log, const FieldCheck *check)
{
    Text text = check->field->default_text;
    if (!check->field->has_default || check->form < FORM_TEXT || check->form == FORM_DATE)
        return check->empty;
    if (check->form == FORM_TEXT)
        return text_pool_add(log->roster->pool, text);
    int64_t found = roster_find(&log->roster->kinds[check->field->type.ref], text);
    return found < 0 ? NO_NUMBER : found;
}

static void make_defaults(Log *log)
{
    const Ir *ir = log->ir;
    log->dates = arena_alloc(log->arena, DATES * sizeof *log->dates);
    log->times_default = arena_alloc(log->arena, (ir->event_count + 1) * sizeof(int64_t));
    log->slot_default = arena_alloc(log->arena, (ir->slot_count + 1) * sizeof(int64_t *));
    for (size_t s = 0; s < ir->slot_count; s++) {
        log->slot_default[s] = arena_alloc(log->arena, (ir->event_count + 1) * sizeof(int64_t));
        for (size_t k = 0; k <= ir->event_count; k++)
            log->slot_default[s][k] = NO_NUMBER;
    }
    log->times_default[0] = 1;
    for (size_t k = 0; k < ir->event_count; k++) {
        const IrEvent *event = &ir->events[k];
        log->times_default[k] = 1;
        for (size_t f = 0; f < event->field_count; f++) {
            int64_t value = resolve_default(log, &log->checks[k][f]);
            if (f == event->occurrences && value != NO_NUMBER)
                log->times_default[k] = value;
            log->slot_default[event->fields[f].slot][k] = value;
        }
    }
}

static FieldColumn *column_of(LogFile *file, Arena *arena, int32_t column, size_t kinds)
{
    for (size_t i = 0; i < file->column_count; i++)
        if (file->columns[i].column == column)
            return &file->columns[i];
    FieldColumn *added = &file->columns[file->column_count++];
    added->column = column;
    added->check = arena_alloc(arena, (kinds + 1) * sizeof *added->check);
    return added;
}

/* Which fields each column holds; which kinds lack one that they need. */
static void map_columns(Log *log, LogFile *file)
{
    size_t kinds = log->ir->event_count;
    file->columns = arena_alloc(log->arena, (file->csv->columns + 1) * sizeof *file->columns);
    file->lacking = arena_alloc(log->arena, (kinds + 1) * sizeof *file->lacking);
    file->lacking[0] = -1;
    for (size_t k = 0; k < kinds; k++) {
        const IrEvent *event = &log->ir->events[k];
        file->lacking[k] = -1;
        for (size_t f = 0; f < event->field_count; f++) {
            int32_t column = file->header.fields[k][f];
            bool is_needed = f == event->own || log->checks[k][f].is_required;
            if (column == NO_COLUMN && is_needed) {
                file->lacking[k] = (int32_t)f;
                file->is_lacking = true;
            } else if (column != NO_COLUMN && f != event->own) {
                column_of(file, log->arena, column, kinds)->check[k] = &log->checks[k][f];
            }
        }
    }
}

/* Where one kind of event is decided, the column is empty for those that are not. */
static void map_decided(Log *log, LogFile *file)
{
    size_t kinds = log->ir->event_count;
    file->decided = NO_COLUMN;
    for (size_t k = 0; k < kinds; k++) {
        const IrEvent *event = &log->ir->events[k];
        for (size_t f = 0; f < event->field_count; f++)
            if (name_is(&event->fields[f].name, TEXT("decided")))
                file->decided = file->header.fields[k][f];
    }
    for (size_t k = 0; file->decided != NO_COLUMN && k < kinds; k++) {
        FieldColumn *column = column_of(file, log->arena, file->decided, kinds);
        if (!column->check[k])
            column->check[k] = &log->no_decision;
    }
}

static void place_own(Log *log, LogFile *file)
{
    size_t kinds = log->ir->event_count;
    file->own = arena_alloc(log->arena, (kinds + 1) * sizeof *file->own);
    file->own[0].column = NO_COLUMN;
    file->is_one_place = true;
    for (size_t k = 0; k < kinds; k++) {
        const IrEvent *event = &log->ir->events[k];
        OwnPlace *place = &file->own[k];
        place->column = file->header.own[k];
        if (place->column == NO_COLUMN) {
            file->is_one_place = false;
            continue;
        }
        place->subject = event->fields[event->own].type.ref;
        place->roster = &log->roster->kinds[place->subject];
        file->is_one_place = file->is_one_place && place->column == file->own[0].column &&
                             place->subject == file->own[0].subject;
    }
}

/* All files are looked at, so that all that is wrong is said at once. */
static bool open_files(Log *log, const char *const *paths, size_t count)
{
    bool is_fine = true;
    log->files = arena_alloc(log->arena, (count + 1) * sizeof *log->files);
    log->csv = arena_alloc(log->arena, (count + 1) * sizeof *log->csv);
    for (size_t i = 0; i < count; i++) {
        LogFile *file = &log->files[log->file_count];
        file->csv = csv_open(log->arena, paths[i], log->diag);
        if (!file->csv) {
            is_fine = false;
            continue;
        }
        log->csv[log->file_count++] = file->csv;
        if (!header_read(&file->header, log->arena, log->ir, file->csv, log->diag)) {
            is_fine = false;
            continue;
        }
        map_columns(log, file);
        map_decided(log, file);
        place_own(log, file);
    }
    return is_fine;
}

Log *log_open(const Ir *ir, const Roster *roster, const char *const *paths, size_t count,
              Diag *diag)
{
    Log *log = memory_resize(NULL, sizeof *log);
    *log = (Log){.ir = ir, .roster = roster, .diag = diag, .as_of = DAY_NEVER};
    log->arena = arena_new(0);
    log->scratch = arena_new(0);
    log->group = memory_resize(NULL, sizeof *log->group);
    log->cycles = cycles_new(log->arena, ir);
    make_checks(log);
    make_defaults(log);
    if (!open_files(log, paths, count)) {
        log_close(log);
        return NULL;
    }
    return log;
}

void log_close(Log *log)
{
    if (!log)
        return;
    for (size_t i = 0; i < log->file_count; i++)
        csv_close(log->csv[i]);
    rejects_clear(&log->rejects);
    id_set_release(&log->ids);
    arena_free(log->scratch);
    arena_free(log->arena);
    free(log->group);
    free(log);
}

/* --- reading --- */

/* Rows that are read but not yet decoded; false at the end of the log. */
static bool has_rows(Log *log)
{
    while (log->next_row == log->window.rows) {
        if (log->is_failed || log->file == log->file_count)
            return false;
        CsvFile *file = log->csv[log->file];
        log->next_row = 0;
        if (csv_next(file, &log->window, log_reject_record, log))
            continue;
        log->window = (CsvWindow){0};
        if (csv_failed(file, log->diag)) {
            log->is_failed = true;
            return false;
        }
        log->file++;
    }
    return true;
}

bool log_fill(Log *log, Batch *batch)
{
    size_t before = batch->count;
    while (batch->count < batch->room && !log->is_failed && has_rows(log)) {
        size_t count = log->window.rows - log->next_row, room = batch->room - batch->count;
        count = count < room ? count : room;
        log_decode(log, batch, count < GROUP ? count : GROUP);
    }
    return batch->count > before && !log->is_failed;
}

void log_want(Log *log, const bool *wanted, const bool *kinds)
{
    for (size_t k = 0; k < log->ir->event_count; k++)
        for (size_t f = 0; f < log->ir->events[k].field_count; f++) {
            uint32_t slot = log->ir->events[k].fields[f].slot;
            log->checks[k][f].is_wanted = (!kinds || kinds[k]) && wanted[slot];
        }
}

bool log_failed(const Log *log)
{
    return log->is_failed;
}

bool log_lacks_column(const Log *log)
{
    return log->lacks_column;
}

void log_rewind(Log *log)
{
    for (size_t i = 0; i < log->file_count; i++)
        csv_rewind(log->csv[i]);
    id_set_release(&log->ids);
    rejects_clear(&log->rejects);
    log->window = (CsvWindow){0};
    log->file = log->next_row = 0;
    log->used = log->later = 0;
}

void log_as_of(Log *log, Day day)
{
    log->as_of = day;
}

uint64_t log_later(const Log *log)
{
    return log->later;
}

LogCounts log_counts(const Log *log)
{
    return (LogCounts){log->used, log->rejects.count, log->later, log->rejects.kept_count};
}

void log_restore(Log *log, LogCounts counts)
{
    log->used = counts.used;
    log->later = counts.later;
    log->rejects.count = counts.rejected;
    log->rejects.kept_count = counts.kept;
}

uint64_t log_rows(const Log *log)
{
    return log->used + log->rejects.count + log->later;
}

uint64_t log_used(const Log *log)
{
    return log->used;
}

uint64_t log_rejected(const Log *log)
{
    return log->rejects.count;
}

bool log_drop_reject(Log *log, uint64_t position)
{
    return rejects_drop(&log->rejects, (uint32_t)(position >> POSITION_FILE_SHIFT),
                        position & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1));
}

void log_report_rejects(const Log *log, Diag *diag)
{
    rejects_report(&log->rejects, log->csv, diag);
}

bool log_reject_at(const Log *log, size_t index, Diag *diag, LogReject *out)
{
    if (index >= log->rejects.kept_count)
        return false;
    const Reject *reject = &log->rejects.kept[index];
    CsvFile *file = log->csv[reject->file];
    *out = (LogReject){.file = file->path,
                       .column = reject->column,
                       .raw = reject->raw,
                       .line = csv_line(file, reject->offset),
                       .code = fault_code(reject->fault)};
    rejects_tell(reject, file, diag);
    return true;
}

/* --- single records --- */

bool log_record(Log *log, uint64_t position, Arena *arena, LogRecord *out)
{
    size_t number = (size_t)(position >> POSITION_FILE_SHIFT);
    uint64_t offset = position & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1);
    if (number >= log->file_count)
        return false;
    CsvFile *file = log->csv[number];
    *out = (LogRecord){.file = file->path, .names = file->names};
    if (!csv_read_record(file, offset, arena, &out->values, &out->count))
        return false;
    out->line = csv_line(file, offset);
    if (out->count > file->columns)
        out->count = file->columns;
    return true;
}

/* Rosters from CSV: every row is needed, so whatever is wrong is an error. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interp/event/fields.h"
#include "interp/event/header.h"
#include "interp/event/log.h"
#include "interp/event/rejects.h"
#include "interp/event/roster_problems.h"
#include "interp/event/wording.h"

static const Name id_words = {.text = {"id", 2}, .alias = {"编号", 6}};
static const Name name_words = {.text = {"name", 4}, .alias = {"姓名", 6}};

static int32_t require_column(RosterFile *file, int32_t column, Text name, Diag *diag)
{
    if (column == NO_COLUMN) {
        header_say_missing(file->csv, name, diag);
        file->is_fine = false;
    }
    return column;
}

static int32_t find_day_column(RosterFile *file, Text name, Diag *diag)
{
    if (name.size == 0)
        return NO_COLUMN;
    Name spelling = {.text = name};
    return require_column(file, header_column(file->csv, &spelling, diag, &file->is_fine), name,
                          diag);
}

static bool may_lack(const IrField *field)
{
    return field->optional || field->has_default || field->type.kind == TYPE_SUBJECT;
}

static void warn_of_slips(const RosterFile *file, const IrSubject *subject, Arena *arena,
                          Diag *diag)
{
    ColumnUse use;
    columns_init(&use, arena, file->csv, subject->field_count + 1);
    columns_note(&use, file->id, NULL);
    columns_note(&use, file->name, &name_words);
    columns_note(&use, file->joined, NULL);
    columns_note(&use, file->left, NULL);
    for (size_t f = 0; f < subject->field_count; f++)
        columns_note(&use, file->fields[f], &subject->fields[f].name);
    columns_warn(&use, diag);
}

static void read_header(RosterFile *file, const IrSubject *subject, Arena *arena, Diag *diag)
{
    const CsvFile *csv = file->csv;
    file->is_fine = true;
    file->id =
        require_column(file, header_column(csv, &id_words, diag, &file->is_fine), TEXT("id"), diag);
    file->name = header_column(csv, &name_words, diag, &file->is_fine);
    file->joined = find_day_column(file, subject->joined, diag);
    file->left = find_day_column(file, subject->left, diag);
    file->fields = arena_alloc(arena, (subject->field_count + 1) * sizeof *file->fields);
    for (size_t f = 0; f < subject->field_count; f++) {
        const IrField *field = &subject->fields[f];
        file->fields[f] = header_column(csv, &field->name, diag, &file->is_fine);
        if (!may_lack(field))
            require_column(file, file->fields[f], name_shown(&field->name, diag_language(diag)),
                           diag);
    }
    if (file->is_fine)
        warn_of_slips(file, subject, arena, diag);
}

/* --- rows --- */

/* One row being read. */
typedef struct Row {
    RosterReading *reading;
    const RosterFile *file;
    const CsvWindow *window;
    size_t number;
    bool is_fine;
} Row;

static Text raw_cell(const Row *row, int32_t column)
{
    return column == NO_COLUMN ? (Text){"", 0}
                               : csv_cell(*row->window, row->number, (size_t)column);
}

static void say_cell(Row *row, Fault fault, const FieldCheck *check, int32_t column, Text cell)
{
    row->is_fine = false;
    RosterPlace place = {row->file, csv_row_offset(row->window, row->number)};
    Text raw = csv_row_text(row->file->csv, row->window, row->number);
    roster_say_cell(row->reading, &place, fault, check, column, cell, raw);
}

static Day read_day(Row *row, int32_t column, Day empty)
{
    Text raw = raw_cell(row, column);
    Arena *scratch = row->reading->scratch;
    Text cell = raw.size ? cell_clean(scratch, raw) : raw;
    Day day = empty;
    if (cell.size && !date_read(raw, scratch, &day))
        say_cell(row, FAULT_DATE, NULL, column, cell);
    return day;
}

/* A subject may always be absent: somebody is at the top. */
static RosterCell read_field(Row *row, const FieldCheck *check, int32_t column)
{
    Arena *scratch = row->reading->scratch;
    RosterCell out = {.value = check->empty, .subject = {"", 0}};
    Text raw = raw_cell(row, column);
    bool is_empty = cell_is_empty(raw);
    Text cell = is_empty ? (Text){"", 0} : raw;
    bool is_default = is_empty && check->field->has_default;
    if (check->form == FORM_SUBJECT) {
        out.subject = is_default ? check->field->default_text : cell_clean(scratch, cell);
        return out;
    }
    if (is_empty && check->is_required)
        say_cell(row, FAULT_EMPTY, check, column, cell);
    if (check->form == FORM_TEXT) {
        Text text = is_default ? check->field->default_text : csv_unquote(scratch, raw);
        if (!is_empty || is_default)
            out.value = text_pool_add(row->reading->roster->pool, text);
        return out;
    }
    if (is_empty)
        return out;
    Fault fault = field_read(check, raw, scratch, &out.value);
    if (fault != FAULT_NONE)
        say_cell(row, fault, check, column, cell_clean(scratch, raw));
    return out;
}

static void read_row(Row *row)
{
    RosterReading *reading = row->reading;
    const RosterFile *file = row->file;
    const IrSubject *subject = &reading->ir->subjects[file->kind];
    Text id = text_trim(csv_unquote(reading->scratch, raw_cell(row, file->id)));
    if (id.size == 0)
        say_cell(row, FAULT_EMPTY, NULL, file->id, id);
    Text name = text_trim(csv_unquote(reading->scratch, raw_cell(row, file->name)));
    Day from = read_day(row, file->joined, DAY_ALWAYS);
    Day until = read_day(row, file->left, DAY_NEVER);
    if (row->is_fine && until < from) {
        RosterPlace place = {file, csv_row_offset(row->window, row->number)};
        roster_say_days(reading, &place, id, from, until);
        row->is_fine = false;
    }
    for (size_t f = 0; f < subject->field_count; f++)
        reading->cells[f] = read_field(row, &reading->checks[file->kind][f], file->fields[f]);
    if (id.size == 0)
        return;
    roster_add(reading->roster, file->kind, id, name, from, until, reading->cells);
    roster_keep_place(reading, csv_row_offset(row->window, row->number));
}

enum { SCRATCH_MOST = 1 << 20 };

static void reject_record(void *context, CsvFault fault, uint64_t offset, Text raw, size_t place)
{
    RosterReading *reading = context;
    RosterPlace where = {reading->file, offset};
    reading->is_incomplete = true;
    roster_say_record(reading, &where, fault, raw, place);
}

static void read_rows(RosterReading *reading, RosterFile *file)
{
    CsvWindow window;
    reading->file = file;
    while (csv_next(file->csv, &window, reject_record, reading)) {
        for (size_t i = 0; i < window.rows; i++) {
            Row row = {reading, file, &window, i, true};
            read_row(&row);
        }
        if (arena_used(reading->scratch) > SCRATCH_MOST) {
            arena_free(reading->scratch);
            reading->scratch = arena_new(0);
        }
    }
    csv_failed(file->csv, reading->diag);
}

/* --- files --- */

const char *roster_file(const char *path)
{
    const char *equals = strchr(path, '=');
    return equals == NULL || access(path, F_OK) == 0 ? path : equals + 1;
}

static const uint32_t UNSAID = UINT32_MAX;

/* `KIND=path`; without a kind, or when such a file exists, its columns tell. */
static bool choose_kind(RosterReading *reading, const char **path, uint32_t *kind)
{
    const char *equals = strchr(*path, '=');
    *kind = UNSAID;
    if (!equals)
        return true;
    Text name = {*path, (size_t)(equals - *path)};
    int found = ir_find_subject(reading->ir, name);
    if (found >= 0) {
        *kind = (uint32_t)found;
        *path = equals + 1;
        return true;
    }
    if (access(*path, F_OK) == 0)
        return true;
    Arena *arena = diag_arena(reading->diag);
    Text *names = arena_alloc(arena, (reading->ir->subject_count + 1) * sizeof *names);
    for (size_t i = 0; i < reading->ir->subject_count; i++)
        names[i] = name_shown(&reading->ir->subjects[i].name, diag_language(reading->diag));
    diag_plain(reading->diag, DIAG_E1009, text_copy(arena, name).at,
               suggestion(arena, name, names, reading->ir->subject_count), NULL);
    return false;
}

/* How many columns are of the kind, beside id and name. */
static size_t columns_of_kind(const CsvFile *csv, const IrSubject *subject)
{
    size_t count = 0;
    for (size_t i = 0; i < csv->columns; i++) {
        Text name = csv->names[i];
        bool is_day = text_equal(name, subject->joined) || text_equal(name, subject->left);
        bool is_field = false;
        for (size_t f = 0; f < subject->field_count && !is_field; f++)
            is_field = name_is(&subject->fields[f].name, name);
        count += name.size > 0 && (is_day || is_field);
    }
    return count;
}

/* The kind that most of the columns are of; of several the one that is declared first. */
static uint32_t kind_of_columns(const Ir *ir, const CsvFile *csv)
{
    uint32_t best = 0;
    for (uint32_t k = 1; k < ir->subject_count; k++)
        if (columns_of_kind(csv, &ir->subjects[k]) > columns_of_kind(csv, &ir->subjects[best]))
            best = k;
    return best;
}

static void read_file(RosterReading *reading, RosterFile *file, const char *path)
{
    if (reading->ir->subject_count == 0) {
        diag_plain(reading->diag, DIAG_E1048, path, NULL);
        return;
    }
    if (!choose_kind(reading, &path, &file->kind))
        return;
    file->csv = csv_open(reading->arena, path, reading->diag);
    if (!file->csv)
        return;
    if (file->kind == UNSAID)
        file->kind = kind_of_columns(reading->ir, file->csv);
    read_header(file, &reading->ir->subjects[file->kind], reading->arena, reading->diag);
    if (file->is_fine)
        read_rows(reading, file);
}

static void prepare(RosterReading *reading)
{
    const Ir *ir = reading->ir;
    size_t most = 0;
    const Words *words = field_words(reading->arena, ir);
    reading->checks = arena_alloc(reading->arena, (ir->subject_count + 1) * sizeof(FieldCheck *));
    reading->places =
        arena_alloc(reading->arena, (ir->subject_count + 1) * sizeof *reading->places);
    for (size_t k = 0; k < ir->subject_count; k++) {
        size_t count = ir->subjects[k].field_count;
        most = count > most ? count : most;
        reading->checks[k] = arena_alloc(reading->arena, (count + 1) * sizeof(FieldCheck));
        for (size_t f = 0; f < count; f++)
            field_check_init(&reading->checks[k][f], ir, &ir->subjects[k].fields[f], words);
    }
    reading->cells = arena_alloc(reading->arena, (most + 1) * sizeof *reading->cells);
}

bool roster_read(Roster *roster, const Ir *ir, const char *const *paths, size_t count, Diag *diag)
{
    size_t before = diag_errors(diag);
    RosterReading reading = {.roster = roster, .ir = ir, .diag = diag};
    reading.arena = arena_new(0);
    reading.scratch = arena_new(0);
    prepare(&reading);
    RosterFile *files = arena_alloc(reading.arena, (count + 1) * sizeof *files);
    reading.files = files;
    for (size_t i = 0; i < count; i++) {
        read_file(&reading, &files[i], paths[i]);
        reading.is_incomplete = reading.is_incomplete || !files[i].is_fine;
    }
    roster_finish(roster, ir, roster_say_problem, &reading);
    for (size_t i = 0; i < count; i++)
        csv_close(files[i].csv);
    for (size_t k = 0; k < ir->subject_count; k++)
        free(reading.places[k].at);
    arena_free(reading.scratch);
    arena_free(reading.arena);
    return diag_errors(diag) == before;
}

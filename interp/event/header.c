/* Finding the columns of an event file by their names. */
#include "interp/event/header.h"

#include "interp/event/wording.h"

enum { WIDE_COMMA = 0xFF0C };

static const char *const id_words[] = {"id", "编号", NULL};
static const char *const date_words[] = {"date", "日期", NULL};
static const char *const recorded_words[] = {"recorded", "登记日", "登记日期", NULL};
static const char *const kind_words[] = {"kind", "事项", "事件", "类别", NULL};
static const char *const person_words[] = {"person", "人员", NULL};

static bool has_wide_comma(Text line)
{
    for (size_t at = 0; at < line.size;)
        if (utf8_next(line, &at) == WIDE_COMMA)
            return true;
    return false;
}

/* Of a header with full-width commas that is all there is to say, once. */
void header_say_missing(const CsvFile *file, Text wanted, Diag *diag)
{
    Arena *arena = diag_arena(diag);
    size_t said = diag_count(diag);
    if (has_wide_comma(file->header)) {
        if (said == 0 || diag_code_at(diag, said - 1) != DIAG_E1033)
            diag_data(diag, DIAG_E1033, file->path, file->header_line, TEXT(""), file->header,
                      NULL);
        return;
    }
    diag_data(diag, DIAG_E1006, file->path, file->header_line, wanted, file->header,
              text_copy(arena, wanted).at, suggestion(arena, wanted, file->names, file->columns),
              NULL);
}

static void say_double(const CsvFile *file, size_t first, size_t second, Diag *diag)
{
    diag_data(diag, DIAG_E1007, file->path, file->header_line, file->names[second], file->header,
              file->names[first].at, file->names[second].at, NULL);
}

static bool is_one_of(Text text, const char *const *words)
{
    for (; *words; words++)
        if (text_is(text, *words))
            return true;
    return false;
}

int32_t header_column(const CsvFile *file, const Name *name, Diag *diag, bool *is_fine)
{
    int32_t found = NO_COLUMN;
    for (size_t i = 0; i < file->columns; i++) {
        if (file->names[i].size == 0 || !name_is(name, file->names[i]))
            continue;
        if (found == NO_COLUMN) {
            found = (int32_t)i;
        } else if (*is_fine) {
            say_double(file, (size_t)found, i, diag);
            *is_fine = false;
        }
    }
    return found;
}

static bool is_declared(const Ir *ir, Text name)
{
    for (size_t k = 0; k < ir->event_count; k++)
        for (size_t f = 0; f < ir->events[k].field_count; f++)
            if (name_is(&ir->events[k].fields[f].name, name))
                return true;
    return false;
}

/* Of the other words than the first, those that the rules declare mean what the rules say. */
static int32_t find_builtin(const Ir *ir, const CsvFile *file, const char *const *words, Diag *diag,
                            bool *is_fine)
{
    int32_t found = NO_COLUMN;
    for (size_t i = 0; i < file->columns; i++) {
        Text name = file->names[i];
        if (!is_one_of(name, words) || (!text_is(name, words[0]) && is_declared(ir, name)))
            continue;
        if (found == NO_COLUMN) {
            found = (int32_t)i;
        } else {
            say_double(file, (size_t)found, i, diag);
            *is_fine = false;
        }
    }
    return found;
}

/* Of the own subject: the field's names, else those of its subject kind, else `person`. */
static int32_t find_own(const Ir *ir, const IrEvent *event, const CsvFile *file, Diag *diag,
                        bool *is_fine)
{
    if (event->own == UINT32_MAX)
        return NO_COLUMN;
    const IrField *field = &event->fields[event->own];
    int32_t found = header_column(file, &field->name, diag, is_fine);
    if (found == NO_COLUMN)
        found = header_column(file, &ir->subjects[field->type.ref].name, diag, is_fine);
    for (size_t i = 0; found == NO_COLUMN && i < file->columns; i++)
        if (is_one_of(file->names[i], person_words) && !is_declared(ir, file->names[i]))
            found = (int32_t)i;
    return found;
}

static bool require(const CsvFile *file, int32_t column, const char *name, Diag *diag)
{
    if (column == NO_COLUMN)
        header_say_missing(file, text_from(name), diag);
    return column != NO_COLUMN;
}

/* Some kind of event finds its own subject. */
static bool require_own(const Header *header, const Ir *ir, const CsvFile *file, Diag *diag)
{
    const IrEvent *first = NULL;
    for (size_t k = 0; k < ir->event_count; k++) {
        if (header->own[k] != NO_COLUMN)
            return true;
        if (!first && ir->events[k].own != UINT32_MAX)
            first = &ir->events[k];
    }
    if (first)
        header_say_missing(file, name_shown(&first->fields[first->own].name, diag_language(diag)),
                           diag);
    return !first;
}

static bool may_lack(const IrField *field)
{
    return field->optional || field->has_default;
}

static void warn_of_slips(const Header *header, Arena *arena, const Ir *ir, const CsvFile *file,
                          Diag *diag)
{
    size_t most = 0;
    ColumnUse use;
    for (size_t k = 0; k < ir->event_count; k++)
        most += ir->events[k].field_count;
    columns_init(&use, arena, file, most);
    columns_note(&use, header->id, NULL);
    columns_note(&use, header->date, NULL);
    columns_note(&use, header->recorded, NULL);
    columns_note(&use, header->kind, NULL);
    for (size_t k = 0; k < ir->event_count; k++)
        for (size_t f = 0; f < ir->events[k].field_count; f++) {
            const IrField *field = &ir->events[k].fields[f];
            columns_note(&use, header->fields[k][f], may_lack(field) ? &field->name : NULL);
        }
    columns_warn(&use, diag);
}

bool header_read(Header *header, Arena *arena, const Ir *ir, const CsvFile *file, Diag *diag)
{
    bool is_fine = true;
    header->id = find_builtin(ir, file, id_words, diag, &is_fine);
    header->date = find_builtin(ir, file, date_words, diag, &is_fine);
    header->recorded = find_builtin(ir, file, recorded_words, diag, &is_fine);
    header->kind = find_builtin(ir, file, kind_words, diag, &is_fine);
    header->own = arena_alloc(arena, (ir->event_count + 1) * sizeof *header->own);
    header->fields = arena_alloc(arena, (ir->event_count + 1) * sizeof *header->fields);
    header->own[0] = NO_COLUMN;
    for (size_t k = 0; k < ir->event_count; k++) {
        const IrEvent *event = &ir->events[k];
        header->own[k] = find_own(ir, event, file, diag, &is_fine);
        header->fields[k] = arena_alloc(arena, (event->field_count + 1) * sizeof(int32_t));
        for (size_t f = 0; f < event->field_count; f++)
            header->fields[k][f] =
                f == event->own ? header->own[k]
                                : header_column(file, &event->fields[f].name, diag, &is_fine);
    }
    is_fine = require(file, header->date, "date", diag) && is_fine;
    is_fine = require(file, header->kind, "kind", diag) && is_fine;
    is_fine = require_own(header, ir, file, diag) && is_fine;
    if (is_fine)
        warn_of_slips(header, arena, ir, file, diag);
    return is_fine;
}

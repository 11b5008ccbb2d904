/* Saying what is wrong with a roster. */
#include "interp/event/roster_problems.h"

#include <assert.h>

#include "interp/event/rejects.h"
#include "interp/event/wording.h"

enum { CIRCLE_SHOWN = 10 };

void roster_keep_place(RosterReading *reading, uint64_t offset)
{
    RosterPlaces *places = &reading->places[reading->file->kind];
    uint64_t file = (uint64_t)(reading->file - reading->files);
    if (places->count == places->room) {
        places->room = places->room ? places->room * 2 : 64;
        places->at = memory_resize(places->at, places->room * sizeof *places->at);
    }
    places->at[places->count++] = file << POSITION_FILE_SHIFT | offset;
}

static RosterPlace place_of(const RosterReading *reading, uint32_t kind, size_t row)
{
    uint64_t at = reading->places[kind].at[row];
    uint64_t offset = at & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1);
    return (RosterPlace){&reading->files[at >> POSITION_FILE_SHIFT], offset};
}

/* A diagnostic at a place; more than REJECTS_KEPT of them help nobody. */
static void say(RosterReading *reading, DiagCode code, const RosterPlace *place, Text column,
                Text raw, const char *const args[REJECT_ARGS])
{
    if (++reading->said > REJECTS_KEPT) {
        diag_omit(reading->diag, 1);
        return;
    }
    CsvFile *csv = place->file->csv;
    raw = shown_text(reading->scratch, raw);
    diag_data(reading->diag, code, csv->path, csv_line(csv, place->offset), column, raw, args[0],
              args[1], args[2], args[3], NULL);
}

void roster_say_cell(RosterReading *reading, const RosterPlace *place, Fault fault,
                     const FieldCheck *check, int32_t column, Text cell, Text raw)
{
    Arena *arena = reading->scratch;
    Text header = place->file->csv->names[column];
    const char *args[REJECT_ARGS] = {shown_text(arena, cell).at};
    if (fault == FAULT_EMPTY) {
        args[0] = header.at;
    } else if (fault == FAULT_BOUNDS) {
        args[1] = bound(arena, check, check->field->low, check->low);
        args[2] = bound(arena, check, check->field->high, check->high);
    } else if (fault == FAULT_DECIMALS) {
        args[1] = arena_format(arena, "%d", field_decimals(check->field));
    } else if (fault == FAULT_ENUM) {
        const IrEnum *values = check->values;
        args[1] = pair(arena, &check->field->name);
        args[2] = near_name(arena, cell, values->values, values->count, sizeof(Name));
        args[3] = value_list(arena, values);
    }
    say(reading, fault_code(fault), place, header, raw, args);
}

static const char *day_words(Arena *arena, Day day)
{
    char *out = arena_alloc(arena, 16);
    out[day_write(out, day)] = 0;
    return out;
}

void roster_say_days(RosterReading *reading, const RosterPlace *place, Text id, Day from, Day until)
{
    Arena *arena = reading->scratch;
    const CsvFile *csv = place->file->csv;
    const char *args[REJECT_ARGS] = {shown_text(arena, id).at, day_words(arena, until),
                                     day_words(arena, from)};
    say(reading, DIAG_E1042, place, csv->names[place->file->left],
        csv_read_raw(csv, place->offset, arena), args);
}

void roster_say_record(RosterReading *reading, const RosterPlace *place, CsvFault fault, Text raw,
                       size_t where)
{
    Arena *arena = reading->scratch;
    size_t number = fault == CSV_COLUMNS ? where : where + 1;
    const char *args[REJECT_ARGS] = {
        arena_format(arena, "%zu", number),
        arena_format(arena, "%zu", place->file->csv->columns),
    };
    say(reading, fault_code(fault_of_csv(fault)), place, (Text){"", 0}, raw, args);
}

/* --- after the last row --- */

/* The cells of a row read again; false when the file has changed. */
static bool read_again(RosterReading *reading, const RosterPlace *place, Text **values)
{
    size_t count;
    return csv_read_record(place->file->csv, place->offset, reading->scratch, values, &count) &&
           count == place->file->csv->columns;
}

static Day joined_day(RosterReading *reading, const RosterFile *file, const Text *values)
{
    Day day = DAY_ALWAYS;
    if (file->joined >= 0 && values[file->joined].size)
        date_read(values[file->joined], reading->scratch, &day);
    return day;
}

static int64_t leader_of(const RosterKind *kind, uint32_t field, int64_t subject, Day day)
{
    uint32_t row = roster_row(kind, (uint32_t)subject, day);
    return row == UINT32_MAX ? NO_SUBJECT : kind->columns[field].codes[row];
}

/* "0001 甲 → 0002 乙 → 0001 甲": up from `start` into the circle, then once around. */
static const char *circle_words(Arena *arena, const RosterKind *kind, uint32_t field, int64_t start,
                                Day day)
{
    int64_t at = start;
    for (size_t i = 0; i < kind->count && at >= 0; i++)
        at = leader_of(kind, field, at, day);
    if (at < 0)
        return "";
    int64_t first = at;
    const char *words = subject_words(arena, kind, (size_t)first);
    for (size_t shown = 1;; shown++) {
        at = leader_of(kind, field, at, day);
        if (at < 0 || shown > CIRCLE_SHOWN)
            return arena_format(arena, "%s → …", words);
        words = arena_format(arena, "%s → %s", words, subject_words(arena, kind, (size_t)at));
        if (at == first)
            return words;
    }
}

static void say_unknown(RosterReading *reading, const RosterPlace *place, const IrField *field,
                        uint32_t number, const Text *values, Text raw)
{
    Arena *arena = reading->scratch;
    const RosterKind *kind = &reading->roster->kinds[field->type.ref];
    int32_t column = place->file->fields[number];
    Text cell = column < 0 ? field->default_text : cell_clean(arena, values[column]);
    if (cell.size == 0)
        cell = field->default_text;
    bool is_namesake = roster_find_name(kind, cell) == -2;
    const char *more = "";
    if (is_namesake)
        more = namesakes(arena, kind, cell);
    else if (reading->said < NEAREST_SUBJECTS)
        more = near_subject(arena, kind, cell);
    const char *args[REJECT_ARGS] = {shown_text(arena, cell).at, more};
    Text header = column < 0 ? field->name.text : place->file->csv->names[column];
    say(reading, is_namesake ? DIAG_E1012 : DIAG_E1011, place, header, raw, args);
}

/* The period that begins on that field's date: there is one, or it would be no problem. */
static const char *anchored(const Ir *ir, Arena *arena, uint32_t kind, uint32_t field)
{
    const IrCalendar *at = ir->calendars;
    for (; !calendar_is_own(at) || at->subject != kind || at->anchor_field != field; at++)
        assert(at + 1 < ir->calendars + ir->calendar_count);
    return pair(arena, &at->name);
}

void roster_say_problem(void *context, int what, uint32_t kind, size_t row, uint32_t field)
{
    RosterReading *reading = context;
    Arena *arena = reading->scratch;
    RosterPlace place = place_of(reading, kind, row);
    const RosterFile *file = place.file;
    const IrField *declared = &reading->ir->subjects[kind].fields[field];
    Text *values;
    if ((what == 1 && reading->is_incomplete) || !read_again(reading, &place, &values))
        return;
    Text raw = csv_read_raw(file->csv, place.offset, arena);
    Text id = text_trim(values[file->id]);
    if (what == 0) {
        const char *args[REJECT_ARGS] = {id.at};
        say(reading, DIAG_E1040, &place, file->csv->names[file->id], raw, args);
    } else if (what == 1) {
        say_unknown(reading, &place, declared, field, values, raw);
    } else if (what == 3) {
        const char *args[REJECT_ARGS] = {id.at, pair(arena, &declared->name),
                                         anchored(reading->ir, arena, kind, field)};
        say(reading, DIAG_E1045, &place, file->csv->names[file->fields[field]], raw, args);
    } else {
        const RosterKind *subjects = &reading->roster->kinds[kind];
        const char *args[REJECT_ARGS] = {pair(arena, &declared->name),
                                         circle_words(arena, subjects, field,
                                                      roster_find(subjects, id),
                                                      joined_day(reading, file, values))};
        say(reading, DIAG_E1041, &place, file->csv->names[file->fields[field]], raw, args);
    }
}

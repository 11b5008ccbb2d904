/* Rows of a window to columns of a batch: a pass a column, so that no look-up waits for another. */
#include "interp/event/log_internal.h"

#include <string.h>

#include "interp/exec/subject_table.h"

void group_fault(Group *group, size_t row, Fault fault, int32_t column)
{
    if (group->fault[row] != FAULT_NONE)
        return;
    group->fault[row] = (uint8_t)fault;
    group->fault_column[row] = column;
    group->fault_count++;
}

/* --- kinds --- */

static int32_t find_kind(Log *log, Text raw)
{
    int32_t code = words_find(&log->kinds, raw);
    return code >= 0 ? code : words_find_exact(&log->kinds, cell_clean(log->scratch, raw));
}

static void decode_kinds(Log *log, Group *group)
{
    int32_t column = log_file(log)->header.kind;
    uint16_t *kinds = group->batch->kind + group->at;
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        Text cell = csv_cell(window, i, (size_t)column);
        int32_t code = words_find(&log->kinds, cell);
        if (__builtin_expect(code < 0, 0))
            code = find_kind(log, cell);
        if (code < 0) {
            group_fault(group, i, cell_is_empty(cell) ? FAULT_EMPTY : FAULT_KIND, column);
        }
        kinds[i] = (uint16_t)(code < 0 ? 0 : code);
    }
}

/* --- own subjects --- */

Fault log_find_subject(Log *log, uint32_t number, Text raw, int64_t *out)
{
    const RosterKind *kind = &log->roster->kinds[number];
    Text cell = cell_clean(log->scratch, raw);
    if (cell.size == 0)
        return FAULT_EMPTY;
    *out = roster_find(kind, cell);
    if (*out < 0)
        *out = roster_find_name(kind, cell);
    if (*out == -2)
        return FAULT_NAMESAKE;
    return *out < 0 ? FAULT_SUBJECT : FAULT_NONE;
}

/* The hash of an id as it stands in the file; bytes behind it may be read. */
static uint64_t cell_hash(Text cell)
{
    if (__builtin_expect(cell.size > SUBJECT_SHORT, 0))
        return subject_hash(cell);
    return subject_short_hash(word_short(cell.at, cell.size));
}

static void hash_subjects(Log *log, Group *group)
{
    const OwnPlace *own = log_file(log)->own;
    const OwnPlace *one = log_file(log)->is_one_place ? own : NULL;
    const uint16_t *kinds = group->batch->kind + group->at;
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        const OwnPlace *place = one ? one : &own[kinds[i]];
        if (place->column == NO_COLUMN)
            continue;
        group->hash[i] = cell_hash(csv_cell(window, i, (size_t)place->column));
        subject_fetch(place->roster->table, group->hash[i]);
    }
}

/* Also checks that the subject was on the roster on the day of the event. */
static void probe_subjects(Log *log, Group *group)
{
    const OwnPlace *own = log_file(log)->own;
    const OwnPlace *one = log_file(log)->is_one_place ? own : NULL;
    const uint16_t *kinds = group->batch->kind + group->at;
    const Day *days = group->batch->day + group->at;
    uint32_t *out = group->batch->own + group->at;
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        const OwnPlace *place = one ? one : &own[kinds[i]];
        out[i] = 0;
        if (place->column == NO_COLUMN)
            continue;
        Text cell = csv_cell(window, i, (size_t)place->column);
        int64_t found = subject_seek(place->roster, group->hash[i], cell);
        if (__builtin_expect(found < 0 || cell.size == 0, 0)) {
            Fault fault = log_find_subject(log, place->subject, cell, &found);
            if (fault != FAULT_NONE) {
                group_fault(group, i, fault, place->column);
                continue;
            }
        }
        out[i] = (uint32_t)found;
        if (place->roster->always_on.from <= days[i] && days[i] <= place->roster->always_on.until)
            continue;
        if (roster_row(place->roster, out[i], days[i]) == UINT32_MAX)
            group_fault(group, i, FAULT_OFF_ROSTER, place->column);
    }
}

/* --- dates --- */

static DateRead *date_place(const Log *log, const char *text)
{
    uint64_t word; /* all but the century; its bytes in any order make a hash */
    memcpy(&word, text + DATE_SIZE - sizeof word, sizeof word);
    return &log->dates[(word * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - DATES_BITS)];
}

/* A date as it is mostly written; false: it is another one, or none. */
static bool read_strictly(const Log *log, Text cell, Day *day)
{
    if (cell.size != DATE_SIZE)
        return false;
    DateRead *read = date_place(log, cell.at);
    if (memcmp(read->text, cell.at, DATE_SIZE) != 0) {
        if (!day_parse(&read->day, cell)) {
            memset(read->text, 0, DATE_SIZE);
            return false;
        }
        memcpy(read->text, cell.at, DATE_SIZE);
    }
    *day = read->day;
    return true;
}

static void decode_dates(Log *log, Group *group)
{
    int32_t column = log_file(log)->header.date;
    Day *days = group->batch->day + group->at;
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        Text cell = csv_cell(window, i, (size_t)column);
        if (read_strictly(log, cell, &days[i]) || date_read(cell, log->scratch, &days[i]))
            continue;
        group_fault(group, i, cell_is_empty(cell) ? FAULT_EMPTY : FAULT_DATE, column);
        days[i] = 0;
    }
}

/* When it was recorded, where that is said: else on its own day (S26). */
static void check_recorded(Log *log, Group *group)
{
    int32_t column = log_file(log)->header.recorded;
    Day *recorded = group->batch->recorded;
    if (column == NO_COLUMN && log->as_of == DAY_NEVER && !recorded)
        return;
    const CsvWindow window = group_window(log, group);
    const Day *days = group->batch->day + group->at;
    for (size_t i = 0; i < group->count; i++) {
        Text cell = column == NO_COLUMN ? TEXT("") : csv_cell(window, i, (size_t)column);
        Day day = days[i];
        if (cell.size && !date_read(cell, log->scratch, &day)) {
            if (!cell_is_empty(cell))
                group_fault(group, i, FAULT_DATE, column);
            day = days[i];
        }
        if (recorded)
            recorded[group->at + i] = day;
        group->later[i] = day > log->as_of;
        group->later_count += group->later[i];
    }
}

void decode_heads(Log *log, Group *group)
{
    decode_kinds(log, group);
    hash_subjects(log, group);
    decode_dates(log, group);
    probe_subjects(log, group);
    check_recorded(log, group);
}

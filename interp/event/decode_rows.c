/* Whole rows: on the roster, not met before, and those that are not taken out. */
#include "interp/event/log_internal.h"
#include "interp/event/wording.h"

#include <string.h>

static void fill_positions(const Log *log, Group *group)
{
    uint64_t *out = group->batch->position + group->at;
    uint64_t file = (uint64_t)log->file << POSITION_FILE_SHIFT;
    for (size_t i = 0; i < group->count; i++)
        out[i] = file | csv_row_offset(&log->window, group->from + i);
}

enum { ESTIMATE_MOST = 3 << 19 }; /* 32 MiB of hashes: a wrong guess must not cost more */

/* How many rows the log may have, by the length of those in the window: to make room once. */
static size_t estimated_rows(const Log *log)
{
    uint64_t bytes = 0;
    for (size_t i = 0; i < log->file_count; i++)
        bytes += log->csv[i]->size;
    uint64_t first = csv_row_offset(&log->window, 0);
    uint64_t last = csv_row_offset(&log->window, log->window.rows - 1);
    uint64_t length = (last - first) / log->window.rows + 1;
    return bytes / length < ESTIMATE_MOST ? (size_t)(bytes / length) : ESTIMATE_MOST;
}

/* Ids that are empty are nobody's. */
static void check_ids(Log *log, Group *group)
{
    int32_t column = log_file(log)->header.id;
    if (column == NO_COLUMN)
        return;
    if (!log->ids.slots)
        id_set_reserve(&log->ids, estimated_rows(log));
    id_set_reserve(&log->ids, group->count);
    const CsvWindow window = group_window(log, group);
    for (size_t i = 0; i < group->count; i++) {
        Text cell = text_trim(csv_unquote(log->scratch, csv_cell(window, i, (size_t)column)));
        group->id[i] = cell.size ? id_hash(cell) : (IdHash){0};
        id_set_prefetch(&log->ids, group->id[i]);
    }
    for (size_t i = 0; i < group->count; i++) {
        bool is_empty = (group->id[i].low == 0 && group->id[i].high == 0) || group->later[i];
        if (!is_empty && !id_set_add(&log->ids, group->id[i]))
            group_fault(group, i, FAULT_ID, column);
    }
}

/* --- columns that an event kind needs --- */

static void say_lacking(Log *log, uint16_t kind, int32_t field)
{
    const IrEvent *event = &log->ir->events[kind];
    CsvFile *file = log_file(log)->csv;
    Arena *arena = diag_arena(log->diag);
    Language language = diag_language(log->diag);
    Text name = name_shown(&event->fields[field].name, language);
    diag_data(log->diag, DIAG_E1008, file->path, file->header_line, name, file->header,
              text_copy(arena, name_shown(&event->name, language)).at, text_copy(arena, name).at,
              suggestion(arena, name, file->names, file->columns), NULL);
    log->is_failed = log->lacks_column = true;
}

/* Said once a kind; the rows stay out. */
static void check_lacking(Log *log, Group *group)
{
    int32_t *lacking = log->files[log->file].lacking;
    if (!log_file(log)->is_lacking)
        return;
    const uint16_t *kinds = group->batch->kind + group->at;
    for (size_t i = 0; i < group->count; i++) {
        if (__builtin_expect(lacking[kinds[i]] < 0, 1) || group->fault[i] != FAULT_NONE ||
            group->later[i])
            continue;
        say_lacking(log, kinds[i], lacking[kinds[i]]);
        lacking[kinds[i]] = -1;
    }
}

/* --- the cycles that an event counts in --- */

static void check_cycles(Log *log, Group *group)
{
    if (!log->cycles)
        return;
    const Batch *batch = group->batch;
    for (size_t i = 0; i < group->count; i++) {
        size_t at = group->at + i;
        if (group->fault[i] != FAULT_NONE)
            continue;
        uint16_t kind = batch->kind[at];
        uint32_t calendar =
            cycles_lacking(log->cycles, log->roster, kind, batch->own[at], batch->day[at]);
        if (calendar == UINT32_MAX)
            continue;
        Day anchor = roster_anchor(log->roster, &log->ir->calendars[calendar], batch->own[at]);
        if (anchor == NO_ANCHOR)
            group_fault(group, i, FAULT_NO_CYCLE, log_file(log)->own[kind].column);
        else
            group_fault(group, i, FAULT_EARLY, log_file(log)->header.date);
    }
}

/* --- taking rejects out --- */

static void move_row(Batch *batch, size_t to, size_t from)
{
    batch->kind[to] = batch->kind[from];
    batch->own[to] = batch->own[from];
    batch->day[to] = batch->day[from];
    batch->times[to] = batch->times[from];
    batch->position[to] = batch->position[from];
    if (batch->recorded)
        batch->recorded[to] = batch->recorded[from];
    for (size_t s = 0; s < batch->slot_count; s++)
        if (batch->slots[s])
            batch->slots[s][to] = batch->slots[s][from];
}

static void take_out_rejects(Log *log, Group *group)
{
    size_t to = group->at;
    for (size_t i = 0; i < group->count; i++) {
        if (group->later[i])
            continue;
        if (group->fault[i] != FAULT_NONE) {
            log_explain(log, group, i);
            continue;
        }
        if (to != group->at + i)
            move_row(group->batch, to, group->at + i);
        to++;
    }
    group->batch->count = to;
}

enum { SCRATCH_MOST = 1 << 20 };

static void empty_scratch(Log *log)
{
    if (arena_used(log->scratch) < SCRATCH_MOST)
        return;
    arena_free(log->scratch);
    log->scratch = arena_new(0);
}

void log_decode(Log *log, Batch *batch, size_t count)
{
    Group *group = log->group;
    group->from = log->next_row;
    group->count = count;
    group->batch = batch;
    group->at = batch->count;
    group->fault_count = group->later_count = 0;
    memset(group->fault, 0, sizeof group->fault);
    memset(group->later, 0, sizeof group->later);
    decode_heads(log, group);
    check_lacking(log, group);
    check_cycles(log, group);
    decode_fields(log, group);
    check_ids(log, group);
    fill_positions(log, group);
    if (log->notes)
        log_note_ids(log, group);
    log->later += group->later_count;
    if (group->fault_count + group->later_count == 0)
        batch->count += count;
    else
        take_out_rejects(log, group);
    log->used += batch->count - group->at;
    log->next_row += count;
    empty_scratch(log);
}

/* One pass over the log: its rows in their order, and by the hash of their ids. */
#include "interp/event/event_ids.h"

#include <stdlib.h>
#include <string.h>

#include "interp/event/log_internal.h"
#include "interp/event/wording.h"
#include "interp/exec/sort.h"

/* Ids that are looked at for a suggestion. */
enum { NEAR_MOST = 100000, BATCH_ROWS = 4096 };

struct EventIds {
    IdNotes notes;
    Order by_id;
};

void log_note_ids(const Log *log, const Group *group)
{
    IdNotes *notes = log->notes;
    bool has_ids = log_file(log)->header.id != NO_COLUMN;
    if (notes->room < notes->count + group->count) {
        notes->room = notes->room * 2 + group->count;
        notes->at = memory_resize(notes->at, notes->room * sizeof *notes->at);
    }
    for (size_t i = 0; i < group->count; i++) {
        if (group->later[i] || group->fault[i] != FAULT_NONE)
            continue;
        notes->at[notes->count++] =
            (IdNote){has_ids ? group->id[i] : (IdHash){0}, group->batch->position[group->at + i],
                     group->batch->kind[group->at + i]};
    }
}

static void id_column(const void *context, size_t which, uint64_t *out)
{
    const IdNotes *notes = &((const EventIds *)context)->notes;
    for (size_t i = 0; i < notes->count; i++)
        out[i] = which == 0 ? notes->at[i].id.high : notes->at[i].id.low;
}

static uint64_t offset_of(uint64_t position)
{
    return position & (((uint64_t)1 << POSITION_FILE_SHIFT) - 1);
}

static bool read_notes(EventIds *ids, Log *log)
{
    LogCounts counts = log_counts(log);
    bool *none = calloc(log->ir->slot_count + 1, sizeof *none);
    if (!none)
        memory_exhausted(log->ir->slot_count + 1);
    Batch *batch = batch_new(none, log->ir->slot_count, BATCH_ROWS);
    log_rewind(log);
    log_want(log, none, NULL);
    log->notes = &ids->notes;
    while (log_fill(log, batch))
        batch->count = 0;
    log->notes = NULL;
    batch_free(batch);
    free(none);
    if (!log_failed(log))
        log_restore(log, counts);
    return !log_failed(log);
}

EventIds *event_ids_read(Log *log)
{
    EventIds *ids = memory_resize(NULL, sizeof *ids);
    *ids = (EventIds){0};
    if (!read_notes(ids, log)) {
        event_ids_free(ids);
        return NULL;
    }
    order_rows(&ids->by_id, ids->notes.count, &(SortKeys){id_column, ids, 2, 2});
    return ids;
}

void event_ids_free(EventIds *ids)
{
    if (!ids)
        return;
    free(ids->notes.at);
    order_release(&ids->by_id);
    free(ids);
}

/* --- finding --- */

static int compare_ids(IdHash a, IdHash b)
{
    if (a.high != b.high)
        return a.high < b.high ? -1 : 1;
    return (a.low > b.low) - (a.low < b.low);
}

static const IdNote *find_id(const EventIds *ids, Text id)
{
    IdHash wanted = id_hash(id);
    size_t low = 0, high = ids->notes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_ids(ids->notes.at[ids->by_id.at[middle]].id, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ids->notes.count)
        return NULL;
    const IdNote *note = &ids->notes.at[ids->by_id.at[low]];
    return compare_ids(note->id, wanted) == 0 ? note : NULL;
}

/* "events.csv:35" in two. */
static bool cut_line(Text id, Text *file, uint64_t *line)
{
    size_t at = id.size;
    *line = 0;
    while (at > 0 && id.at[at - 1] >= '0' && id.at[at - 1] <= '9')
        at--;
    if (at == id.size || at < 2 || id.size - at > 12 || id.at[at - 1] != ':')
        return false;
    for (size_t i = at; i < id.size; i++)
        *line = *line * 10 + (uint64_t)(id.at[i] - '0');
    *file = (Text){id.at, at - 1};
    return true;
}

static bool is_file(const CsvFile *file, Text name)
{
    size_t from = file->path.size;
    while (from > 0 && file->path.at[from - 1] != '/')
        from--;
    return text_equal(file->path, name) ||
           text_equal((Text){file->path.at + from, file->path.size - from}, name);
}

/* Rows of a file stand in the order of their lines. */
static const IdNote *find_line(const EventIds *ids, Log *log, size_t number, uint64_t line)
{
    size_t low = 0, high = ids->notes.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t position = ids->notes.at[middle].position, file = position >> POSITION_FILE_SHIFT;
        if (file < number ||
            (file == number && csv_line(log->csv[number], offset_of(position)) < line))
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ids->notes.count)
        return NULL;
    const IdNote *note = &ids->notes.at[low];
    return note->position >> POSITION_FILE_SHIFT == number &&
                   csv_line(log->csv[number], offset_of(note->position)) == line
               ? note
               : NULL;
}

bool event_ids_find(const EventIds *ids, Log *log, Text id, EventPlace *out)
{
    Text name;
    uint64_t line;
    const IdNote *note = find_id(ids, id);
    for (size_t i = 0; !note && cut_line(id, &name, &line) && i < log->file_count; i++)
        if (is_file(log->csv[i], name))
            note = find_line(ids, log, i, line);
    if (note)
        *out = (EventPlace){note->position, note->kind};
    return note != NULL;
}

const char *event_ids_near(const EventIds *ids, Log *log, Arena *arena, Text id)
{
    size_t count = 0, most = ids->notes.count < NEAR_MOST ? ids->notes.count : NEAR_MOST;
    Arena *scratch = arena_new(0);
    Text *known = arena_alloc(scratch, (most + 1) * sizeof *known);
    for (size_t i = 0; i < most; i++) {
        const IdNote *note = &ids->notes.at[i];
        int32_t column = log->files[note->position >> POSITION_FILE_SHIFT].header.id;
        LogRecord record;
        if (column != NO_COLUMN && (note->id.low || note->id.high) &&
            log_record(log, note->position, scratch, &record) && (size_t)column < record.count)
            known[count++] = text_trim(record.values[column]);
    }
    const char *words = suggestion(arena, id, known, count);
    arena_free(scratch);
    return words;
}

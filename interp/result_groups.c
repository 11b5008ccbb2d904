/* What accounts show of values that are made over several subjects. */
#include "interp/engine_internal.h"
#include "interp/score/score.h"

#include <stdlib.h>

size_t result_group(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                    MemberNote *out, size_t room, size_t *assessed)
{
    GroupMember *members = arena_alloc(result->arena, (room + 1) * sizeof *members);
    size_t count = score_members(result->exec, item, subject, period, members, room, assessed);
    for (size_t i = 0; i < *assessed && i < room; i++)
        out[i] = (MemberNote){members[i].subject, members[i].period, members[i].value};
    return count;
}

void result_seat(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                 SeatNote *out)
{
    SeatResult seat;
    score_seat(result->exec, item, subject, period, &seat);
    *out = (SeatNote){seat.place, seat.count, seat.steps};
}

size_t result_places(const Result *result, uint32_t item, uint32_t subject, int32_t period,
                     PlaceNote *out, size_t room)
{
    HistogramEntry *entries = arena_alloc(result->arena, (room + 1) * sizeof *entries);
    size_t count = score_places(result->exec, item, subject, period, entries, room);
    for (size_t i = 0; i < count; i++)
        out[i] = (PlaceNote){entries[i].value, entries[i].times};
    return count;
}

typedef struct Tables {
    Arena *arena;
    TableNote *at;
    size_t count, room;
} Tables;

static int by_number(const void *a, const void *b)
{
    const uint32_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void note_table(void *context, const HeadToHead *table)
{
    Tables *tables = context;
    Arena *arena = tables->arena;
    TableNote note = {
        .key = table->key,
        .among = arena_copy(arena, table->among, table->among_count * sizeof(uint32_t)),
        .among_count = table->among_count,
        .level = arena_copy(arena, table->level, table->level_count * sizeof(uint32_t)),
        .values = arena_alloc(arena, table->level_count * sizeof(Ratio)),
        .level_count = table->level_count};
    qsort(note.among, note.among_count, sizeof *note.among, by_number);
    for (size_t i = 0; i < note.level_count; i++)
        note.values[i] = table->values[note.level[i]];
    tables->at = arena_grow(arena, tables->at, tables->count, &tables->room, sizeof *tables->at);
    tables->at[tables->count++] = note;
}

const TableNote *result_tables(const Result *result, uint32_t item, uint32_t subject,
                               int32_t period, size_t *count)
{
    Tables tables = {.arena = result->arena};
    score_tables(result->exec, item, period, subject, note_table, &tables);
    *count = tables.count;
    return tables.at;
}

const MeetingRow *result_meetings(const Result *result, uint32_t item, uint32_t subject,
                                  int32_t period, size_t *count)
{
    return meetings_of(&result->exec->meetings[item], subject, period, count);
}

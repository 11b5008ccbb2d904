/* Batches on the heap: one array a column. */
#include "interp/exec/batch.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void resize_columns(Batch *batch, size_t room)
{
    batch->kind = memory_resize(batch->kind, room * sizeof *batch->kind);
    batch->own = memory_resize(batch->own, room * sizeof *batch->own);
    batch->day = memory_resize(batch->day, room * sizeof *batch->day);
    batch->times = memory_resize(batch->times, room * sizeof *batch->times);
    batch->position = memory_resize(batch->position, room * sizeof *batch->position);
    if (batch->recorded)
        batch->recorded = memory_resize(batch->recorded, room * sizeof *batch->recorded);
    for (size_t i = 0; i < batch->slot_count; i++)
        if (batch->slots[i])
            batch->slots[i] = memory_resize(batch->slots[i], room * sizeof *batch->slots[i]);
    batch->room = room;
}

Batch *batch_new(const bool *wanted, size_t slot_count, size_t room)
{
    Batch *batch = memory_resize(NULL, sizeof *batch);
    *batch = (Batch){.slot_count = slot_count};
    batch->slots = memory_resize(NULL, (slot_count + 1) * sizeof *batch->slots);
    for (size_t i = 0; i < slot_count; i++)
        batch->slots[i] = wanted[i] ? memory_resize(NULL, sizeof **batch->slots) : NULL;
    resize_columns(batch, room ? room : 1);
    return batch;
}

void batch_want_recorded(Batch *batch)
{
    batch->recorded = memory_resize(NULL, batch->room * sizeof *batch->recorded);
}

void batch_free(Batch *batch)
{
    if (!batch)
        return;
    for (size_t i = 0; i < batch->slot_count; i++)
        free(batch->slots[i]);
    free(batch->slots);
    free(batch->kind);
    free(batch->own);
    free(batch->day);
    free(batch->times);
    free(batch->position);
    free(batch->recorded);
    free(batch);
}

void batch_reserve(Batch *batch, size_t rows)
{
    if (rows <= batch->room)
        return;
    size_t room = batch->room * 2;
    resize_columns(batch, room < rows ? rows : room);
}

void batch_append(Batch *batch, const Batch *from, size_t row)
{
    assert(row < from->count);
    batch_reserve(batch, batch->count + 1);
    size_t at = batch->count++;
    batch->kind[at] = from->kind[row];
    batch->own[at] = from->own[row];
    batch->day[at] = from->day[row];
    batch->times[at] = from->times[row];
    batch->position[at] = from->position[row];
    if (batch->recorded)
        batch->recorded[at] = from->recorded ? from->recorded[row] : from->day[row];
    for (size_t i = 0; i < batch->slot_count; i++)
        if (batch->slots[i])
            batch->slots[i][at] =
                i < from->slot_count && from->slots[i] ? from->slots[i][row] : NO_NUMBER;
}

void batch_remove(Batch *batch, size_t row)
{
    assert(row < batch->count && !batch->recorded); /* rows that know it are kept, not changed */
    batch->count--;
    for (size_t i = row; i < batch->count; i++) {
        batch->kind[i] = batch->kind[i + 1];
        batch->own[i] = batch->own[i + 1];
        batch->day[i] = batch->day[i + 1];
        batch->times[i] = batch->times[i + 1];
        batch->position[i] = batch->position[i + 1];
        for (size_t s = 0; s < batch->slot_count; s++)
            if (batch->slots[s])
                batch->slots[s][i] = batch->slots[s][i + 1];
    }
}

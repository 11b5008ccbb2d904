#include "interp/exec/histogram.h"

#include <stdlib.h>

#include "base/arena.h"

enum { ROOM_FIRST = 1024 };

static uint64_t hash_of(const HistogramEntry *entry)
{
    uint64_t hash = ((uint64_t)entry->subject << 32) ^ (uint32_t)entry->period;
    hash = (hash ^ (uint64_t)entry->value.num) * 0x9E3779B97F4A7C15u;
    hash = (hash ^ (hash >> 29) ^ (uint64_t)entry->value.den) * 0xBF58476D1CE4E5B9u;
    return hash ^ (hash >> 32);
}

static bool is_same(const HistogramEntry *a, const HistogramEntry *b)
{
    return a->subject == b->subject && a->period == b->period && a->value.num == b->value.num &&
           a->value.den == b->value.den;
}

static HistogramEntry *slot_of(const Histogram *histogram, const HistogramEntry *entry)
{
    size_t at = hash_of(entry) & (histogram->room - 1);
    while (histogram->slots[at].times != 0 && !is_same(&histogram->slots[at], entry))
        at = (at + 1) & (histogram->room - 1);
    return &histogram->slots[at];
}

static void grow(Histogram *histogram)
{
    Histogram larger = {.count = histogram->count,
                        .room = histogram->room ? histogram->room * 2 : ROOM_FIRST};
    larger.slots = calloc(larger.room, sizeof *larger.slots);
    if (!larger.slots)
        memory_exhausted(larger.room * sizeof *larger.slots);
    for (size_t i = 0; i < histogram->room; i++)
        if (histogram->slots[i].times != 0)
            *slot_of(&larger, &histogram->slots[i]) = histogram->slots[i];
    free(histogram->slots);
    *histogram = larger;
}

bool histogram_add(Histogram *histogram, const HistogramEntry *entry)
{
    if (entry->times == 0)
        return true;
    if (histogram->count * 2 >= histogram->room)
        grow(histogram);
    HistogramEntry *slot = slot_of(histogram, entry);
    if (slot->times != 0)
        return !__builtin_add_overflow(slot->times, entry->times, &slot->times);
    *slot = *entry;
    histogram->count++;
    return true;
}

void histogram_release(Histogram *histogram)
{
    free(histogram->slots);
    *histogram = (Histogram){0};
}

static int by_value(const void *a, const void *b)
{
    const HistogramEntry *x = a, *y = b;
    return ratio_compare(x->value, y->value);
}

HistogramRows histogram_rows(const Histogram *histogram, int32_t period, size_t subjects)
{
    HistogramRows out = {.start = calloc(subjects + 2, sizeof *out.start)};
    if (!out.start)
        memory_exhausted(subjects * sizeof *out.start);
    for (size_t i = 0; i < histogram->room; i++)
        if (histogram->slots[i].times != 0 && histogram->slots[i].period == period)
            out.start[histogram->slots[i].subject + 2]++;
    for (size_t s = 2; s < subjects + 2; s++)
        out.start[s] += out.start[s - 1];
    out.rows = memory_resize(NULL, (out.start[subjects + 1] + 1) * sizeof *out.rows);
    for (size_t i = 0; i < histogram->room; i++)
        if (histogram->slots[i].times != 0 && histogram->slots[i].period == period)
            out.rows[out.start[histogram->slots[i].subject + 1]++] = histogram->slots[i];
    for (size_t s = 0; s < subjects; s++)
        if (out.start[s + 1] - out.start[s] > 1)
            qsort(out.rows + out.start[s], out.start[s + 1] - out.start[s], sizeof *out.rows,
                  by_value);
    return out;
}

void histogram_rows_release(HistogramRows *rows)
{
    free(rows->rows);
    free(rows->start);
    *rows = (HistogramRows){0};
}

/* Keys are packed into words of 64 bits, no wider than the numbers need; a word is sorted digit by
 * digit, the least significant word first. */
#include "interp/exec/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 64 };

static void insert_rows(Keyed *rows, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        Keyed row = rows[i];
        size_t to = i;
        for (; to > 0 && rows[to - 1].key > row.key; to--)
            rows[to] = rows[to - 1];
        rows[to] = row;
    }
}

/* One digit, from rows to spare. */
static void deal(const Keyed *rows, Keyed *spare, size_t count, unsigned shift)
{
    size_t starts[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        starts[rows[i].key >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        spare[starts[rows[i].key >> shift & (DIGITS - 1)]++] = rows[i];
}

static void sort_word(Keyed *rows, Keyed *spare, size_t count, unsigned bits)
{
    Keyed *from = rows, *to = spare;
    if (count <= FEW) {
        insert_rows(rows, count);
        return;
    }
    for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
        deal(from, to, count, shift);
        Keyed *other = from;
        from = to;
        to = other;
    }
    if (from != rows)
        memcpy(rows, from, count * sizeof *rows);
}

/* A column less its smallest number. */
typedef struct Range {
    uint64_t least;
    unsigned bits;
} Range;

static Range range_of(const Keyed *rows, size_t count, KeyColumn *column, const void *context,
                      size_t k)
{
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t value = column(context, rows[i].at, k);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    uint64_t width = most - least;
    return (Range){least, width == 0 ? 0 : 64 - (unsigned)__builtin_clzll(width)};
}

static bool is_sorted(const Keyed *rows, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (rows[i - 1].key > rows[i].key)
            return false;
    return true;
}

bool sort_rows(Keyed *rows, size_t count, KeyColumn *column, const void *context, size_t columns)
{
    Keyed *spare = memory_resize(NULL, (count + 1) * sizeof *spare);
    size_t words = 0;
    for (; columns > 0 && count > 1; words++) {
        unsigned bits = 0;
        for (size_t i = 0; i < count; i++)
            rows[i].key = 0;
        while (columns > 0) {
            Range range = range_of(rows, count, column, context, columns - 1);
            if (bits + range.bits > 64)
                break;
            columns--;
            for (size_t i = 0; i < count && range.bits > 0; i++)
                rows[i].key |= (column(context, rows[i].at, columns) - range.least) << bits;
            bits += range.bits;
        }
        if (!is_sorted(rows, count))
            sort_word(rows, spare, count, bits);
    }
    free(spare);
    return words <= 1;
}

Keyed *sorted_rows(size_t count, KeyColumn *column, const void *context, size_t columns,
                   bool *one_word)
{
    Keyed *rows = memory_resize(NULL, (count + 1) * sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = (Keyed){0, (uint32_t)i};
    bool is_one = sort_rows(rows, count, column, context, columns);
    if (one_word)
        *one_word = is_one;
    return rows;
}

/* Keys are packed, no wider than their numbers need. Mostly all columns and the row's number fit
 * one word of 64 bits: such words are sorted digit by digit. Else words of columns are, the least
 * significant one first, each beside its row. */
#include "interp/exec/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { WORD_BITS = 64, DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, FEW = 64 };

/* A column less its smallest number. */
typedef struct Range {
    uint64_t least;
    unsigned bits;
} Range;

static unsigned bits_of(uint64_t most)
{
    return most == 0 ? 0 : WORD_BITS - (unsigned)__builtin_clzll(most);
}

static Range range_of(size_t count, const Keys *keys, size_t column)
{
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t value = keys->column(keys->context, (uint32_t)i, column);
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    return (Range){least, bits_of(most - least)};
}

/* --- words that end in the row's number --- */

static void insert_words(uint64_t *words, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t word = words[i];
        size_t to = i;
        for (; to > 0 && words[to - 1] > word; to--)
            words[to] = words[to - 1];
        words[to] = word;
    }
}

/* One digit, from words to spare. */
static void deal_words(const uint64_t *words, uint64_t *spare, size_t count, unsigned shift)
{
    size_t starts[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        starts[words[i] >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        spare[starts[words[i] >> shift & (DIGITS - 1)]++] = words[i];
}

static bool is_sorted(const uint64_t *words, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (words[i - 1] > words[i])
            return false;
    return true;
}

/* By the bits from `low` on: below them the words are in order already. Returns the sorted ones. */
static uint64_t *sort_words(uint64_t *words, uint64_t *spare, size_t count, unsigned low,
                            unsigned bits)
{
    if (is_sorted(words, count))
        return words;
    if (count <= FEW) {
        insert_words(words, count);
        return words;
    }
    for (unsigned shift = low; shift < bits; shift += DIGIT_BITS) {
        deal_words(words, spare, count, shift);
        uint64_t *other = words;
        words = spare;
        spare = other;
    }
    return words;
}

static void take_words(Order *order, const uint64_t *words, unsigned row_bits, unsigned group_bits)
{
    uint64_t mask = (UINT64_C(1) << row_bits) - 1;
    for (size_t i = 0; i < order->count; i++) {
        order->at[i] = (uint32_t)(words[i] & mask);
        uint64_t change = i == 0 ? 1 : words[i] ^ words[i - 1];
        order->same[i] = i > 0 && (group_bits == WORD_BITS || change >> group_bits == 0);
    }
}

/* `bits` are those of all columns; group_bits below the columns that make a group. */
static void order_words(Order *order, const Keys *keys, const Range *ranges, unsigned bits,
                        unsigned group_bits)
{
    unsigned row_bits = bits_of(order->count - 1);
    uint64_t *words = memory_resize(NULL, order->count * sizeof *words);
    uint64_t *spare = memory_resize(NULL, order->count * sizeof *spare);
    memset(words, 0, order->count * sizeof *words);
    for (size_t k = 0; k < keys->count; k++)
        for (size_t i = 0; i < order->count && ranges[k].bits > 0; i++)
            words[i] = words[i] << ranges[k].bits |
                       (keys->column(keys->context, (uint32_t)i, k) - ranges[k].least);
    for (size_t i = 0; i < order->count; i++)
        words[i] = words[i] << row_bits | i;
    uint64_t *sorted = sort_words(words, spare, order->count, row_bits, bits + row_bits);
    take_words(order, sorted, row_bits, group_bits + row_bits);
    free(words);
    free(spare);
}

/* --- a word of columns beside each row --- */

typedef struct Keyed {
    uint64_t key;
    uint32_t at;
} Keyed;

static void deal_keyed(const Keyed *rows, Keyed *spare, size_t count, unsigned shift)
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

static bool is_alike(const Keys *keys, uint32_t a, uint32_t b)
{
    for (size_t k = 0; k < keys->alike; k++)
        if (keys->column(keys->context, a, k) != keys->column(keys->context, b, k))
            return false;
    return true;
}

/* The columns before `end` that fit a word, the last one lowest. Returns how many stay; *bits is
 * what they fill. */
static size_t pack_rows(Keyed *rows, size_t count, const Keys *keys, const Range *ranges,
                        size_t end, unsigned *bits)
{
    *bits = 0;
    for (size_t i = 0; i < count; i++)
        rows[i].key = 0;
    for (; end > 0 && *bits + ranges[end - 1].bits <= WORD_BITS; end--) {
        const Range *range = &ranges[end - 1];
        for (size_t i = 0; i < count && range->bits > 0; i++)
            rows[i].key |= (keys->column(keys->context, rows[i].at, end - 1) - range->least)
                           << *bits;
        *bits += range->bits;
    }
    return end;
}

static void order_keyed(Order *order, const Keys *keys, const Range *ranges)
{
    Keyed *rows = memory_resize(NULL, order->count * sizeof *rows);
    Keyed *spare = memory_resize(NULL, order->count * sizeof *spare);
    for (size_t i = 0; i < order->count; i++)
        rows[i].at = (uint32_t)i;
    for (size_t end = keys->count; end > 0;) {
        unsigned bits;
        end = pack_rows(rows, order->count, keys, ranges, end, &bits);
        for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
            deal_keyed(rows, spare, order->count, shift);
            Keyed *other = rows;
            rows = spare;
            spare = other;
        }
    }
    for (size_t i = 0; i < order->count; i++) {
        order->at[i] = rows[i].at;
        order->same[i] = i > 0 && is_alike(keys, rows[i - 1].at, rows[i].at);
    }
    free(rows);
    free(spare);
}

/* --- either --- */

Order order_rows(size_t count, const Keys *keys)
{
    Order order = {.count = count};
    if (count == 0)
        return order;
    Range *ranges = memory_resize(NULL, (keys->count + 1) * sizeof *ranges);
    unsigned bits = 0, group_bits = 0;
    for (size_t k = 0; k < keys->count; k++) {
        ranges[k] = range_of(count, keys, k);
        bits += ranges[k].bits;
        group_bits += k < keys->alike ? 0 : ranges[k].bits;
    }
    order.at = memory_resize(NULL, count * sizeof *order.at);
    order.same = memory_resize(NULL, count);
    if (bits + bits_of(count - 1) <= WORD_BITS)
        order_words(&order, keys, ranges, bits, group_bits);
    else
        order_keyed(&order, keys, ranges);
    free(ranges);
    return order;
}

void order_release(Order *order)
{
    free(order->at);
    free(order->same);
    *order = (Order){0};
}

size_t order_group(const Order *order, size_t from)
{
    size_t to = from + 1;
    while (to < order->count && order->same[to])
        to++;
    return to;
}

/* SortKeys are packed, no wider than their numbers need. Mostly all columns and the row's number
 * fit one word of 64 bits: such words are sorted digit by digit. Else words of columns are, the
 * least significant one first, each beside its row. */
#include "interp/exec/sort.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { WORD_BITS = 64, DIGIT_BITS = 12, DIGITS = 1 << DIGIT_BITS, FEW = 64 };

/* A column less its smallest number. */
typedef struct Range {
    uint64_t least;
    unsigned bits;
} Range;

static unsigned bits_of(uint64_t most)
{
    return most == 0 ? 0 : WORD_BITS - (unsigned)__builtin_clzll(most);
}

static Range range_of(const uint64_t *values, size_t count)
{
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t i = 0; i < count; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
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
    uint32_t starts[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        starts[words[i] >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        uint32_t here = starts[d];
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

/* All columns, the first one highest. Returns the bits they fill, those that make a group in
 * *alike; WORD_BITS + 1: they do not fit in front of the row's number. */
static unsigned pack_words(uint64_t *words, uint64_t *values, size_t count, const SortKeys *keys,
                           unsigned *alike)
{
    unsigned bits = 0, most = WORD_BITS - bits_of(count - 1);
    *alike = 0;
    memset(words, 0, count * sizeof *words);
    for (size_t k = 0; k < keys->count; k++) {
        keys->column(keys->context, k, values);
        Range range = range_of(values, count);
        if (bits + range.bits > most)
            return WORD_BITS + 1;
        for (size_t i = 0; i < count && range.bits > 0; i++)
            words[i] = words[i] << range.bits | (values[i] - range.least);
        bits += range.bits;
        *alike += k < keys->alike ? range.bits : 0;
    }
    return bits;
}

static void make_words(Order *order, size_t bytes)
{
    if (bytes <= order->word_bytes)
        return;
    free(order->words); /* so that nothing is copied */
    free(order->spare);
    order->words = memory_resize(NULL, bytes);
    order->spare = memory_resize(NULL, bytes);
    order->word_bytes = bytes;
}

/* False: the columns do not fit. */
static bool order_words(Order *order, const SortKeys *keys)
{
    unsigned row_bits = bits_of(order->count - 1), alike;
    make_words(order, order->count * sizeof(uint64_t));
    uint64_t *words = order->words, *spare = order->spare;
    unsigned bits = pack_words(words, spare, order->count, keys, &alike);
    if (bits > WORD_BITS)
        return false;
    for (size_t i = 0; i < order->count; i++)
        words[i] = words[i] << row_bits | i;
    uint64_t *sorted = sort_words(words, spare, order->count, row_bits, bits + row_bits);
    take_words(order, sorted, row_bits, bits - alike + row_bits);
    return true;
}

/* --- a word of columns beside each row --- */

typedef struct Keyed {
    uint64_t key;
    uint32_t at;
} Keyed;

static void deal_keyed(const Keyed *rows, Keyed *spare, size_t count, unsigned shift)
{
    uint32_t starts[DIGITS] = {0}, sum = 0;
    for (size_t i = 0; i < count; i++)
        starts[rows[i].key >> shift & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        uint32_t here = starts[d];
        starts[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        spare[starts[rows[i].key >> shift & (DIGITS - 1)]++] = rows[i];
}

static void sort_keyed(Keyed **rows, Keyed **spare, size_t count, unsigned bits)
{
    for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
        deal_keyed(*rows, *spare, count, shift);
        Keyed *other = *rows;
        *rows = *spare;
        *spare = other;
    }
}

static void find_groups(Order *order, const SortKeys *keys, uint64_t *values)
{
    for (size_t i = 0; i < order->count; i++)
        order->same[i] = i > 0;
    for (size_t k = 0; k < keys->alike; k++) {
        keys->column(keys->context, k, values);
        for (size_t i = 1; i < order->count; i++)
            order->same[i] &= values[order->at[i]] == values[order->at[i - 1]];
    }
}

/* From the last column on: a word is sorted when the next column does not fit it. */
static void order_keyed(Order *order, const SortKeys *keys)
{
    size_t count = order->count;
    make_words(order, count * sizeof(Keyed));
    Keyed *rows = order->words, *spare = order->spare;
    uint64_t *values = memory_resize(NULL, count * sizeof *values);
    unsigned bits = 0;
    for (size_t i = 0; i < count; i++)
        rows[i] = (Keyed){0, (uint32_t)i};
    for (size_t k = keys->count; k-- > 0;) {
        keys->column(keys->context, k, values);
        Range range = range_of(values, count);
        if (bits + range.bits > WORD_BITS) {
            sort_keyed(&rows, &spare, count, bits);
            for (size_t i = 0; i < count; i++)
                rows[i].key = 0;
            bits = 0;
        }
        for (size_t i = 0; i < count && range.bits > 0; i++)
            rows[i].key |= (values[rows[i].at] - range.least) << bits;
        bits += range.bits;
    }
    sort_keyed(&rows, &spare, count, bits);
    for (size_t i = 0; i < count; i++)
        order->at[i] = rows[i].at;
    find_groups(order, keys, values);
    free(values);
}

/* --- either --- */

void order_rows(Order *order, size_t count, const SortKeys *keys)
{
    order->count = count;
    if (count > order->room) {
        order->room = count;
        order->at = memory_resize(order->at, count * sizeof *order->at);
        order->same = memory_resize(order->same, count);
    }
    if (count > 0 && !order_words(order, keys))
        order_keyed(order, keys);
}

void order_release(Order *order)
{
    free(order->at);
    free(order->same);
    free(order->words);
    free(order->spare);
    *order = (Order){0};
}

size_t order_group(const Order *order, size_t from)
{
    size_t to = from + 1;
    while (to < order->count && order->same[to])
        to++;
    return to;
}

/* Rows in the order of several whole numbers: by radix, so that a million is a matter of reading
 * them a few times. */
#ifndef MERIT_INTERP_EXEC_SORT_H
#define MERIT_INTERP_EXEC_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Writes what each row has in a column; signed numbers as key_of_signed gives them. */
typedef void KeyColumn(const void *context, size_t column, uint64_t *out);

static inline uint64_t key_of_signed(int64_t value)
{
    return (uint64_t)value ^ UINT64_C(0x8000000000000000);
}

typedef struct SortKeys {
    KeyColumn *column;
    const void *context;
    size_t count; /* columns, the first one the most significant */
    size_t alike; /* so many of them make a group */
} SortKeys;

/* Kept from one sort to the next, so that its pages are not touched for the first time again. */
typedef struct Order {
    uint32_t *at;  /* the rows */
    uint8_t *same; /* 1: of one group with the row before it */
    size_t count, room;
    void *words, *spare; /* between sorts they hold nothing */
    size_t word_bytes;
} Order;

/* The rows 0 … count - 1 by their keys, instead of what `order` held; equal ones keep their order.
 * Owned: order_release. */
void order_rows(Order *order, size_t count, const SortKeys *keys);
void order_release(Order *order);
/* Behind the last row of the group that begins at `from`. */
size_t order_group(const Order *order, size_t from);

#endif

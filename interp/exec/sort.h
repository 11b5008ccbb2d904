/* Rows in the order of several whole numbers: by radix, so that a million is a matter of reading
 * them a few times. */
#ifndef MERIT_INTERP_EXEC_SORT_H
#define MERIT_INTERP_EXEC_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a row has in a column; signed numbers as key_of_signed gives them. */
typedef uint64_t KeyColumn(const void *context, uint32_t at, size_t column);

static inline uint64_t key_of_signed(int64_t value)
{
    return (uint64_t)value ^ UINT64_C(0x8000000000000000);
}

typedef struct Keys {
    KeyColumn *column;
    const void *context;
    size_t count; /* columns, the first one the most significant */
    size_t alike; /* so many of them make a group */
} Keys;

typedef struct Order {
    uint32_t *at;  /* the rows */
    uint8_t *same; /* 1: of one group with the row before it */
    size_t count;
} Order;

/* The rows 0 … count - 1 by their keys; equal ones keep their order. Owned: order_release. */
Order order_rows(size_t count, const Keys *keys);
void order_release(Order *order);
/* Behind the last row of the group that begins at `from`. */
size_t order_group(const Order *order, size_t from);

#endif

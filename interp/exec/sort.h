/* Rows in the order of several whole numbers: by radix, so that a million is a matter of reading
 * them a few times. */
#ifndef MERIT_INTERP_EXEC_SORT_H
#define MERIT_INTERP_EXEC_SORT_H

#include <stddef.h>
#include <stdint.h>

typedef struct Keyed {
    uint64_t key; /* for the sort alone */
    uint32_t at;  /* which row */
} Keyed;

/* What a row has in a column; signed numbers as key_of_signed gives them. */
typedef uint64_t KeyColumn(const void *context, uint32_t at, size_t column);

static inline uint64_t key_of_signed(int64_t value)
{
    return (uint64_t)value ^ UINT64_C(0x8000000000000000);
}

/* The rows by their columns, the first one the most significant; equal rows keep their order. */
void sort_rows(Keyed *rows, size_t count, KeyColumn *column, const void *context, size_t columns);
/* The rows 0 … count - 1 in that order. Owned. */
Keyed *sorted_rows(size_t count, KeyColumn *column, const void *context, size_t columns);

#endif

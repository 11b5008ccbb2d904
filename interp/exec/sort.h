/* Rows in the order of several whole numbers: by radix, so that a million is a matter of reading
 * them a few times. */
#ifndef MERIT_INTERP_EXEC_SORT_H
#define MERIT_INTERP_EXEC_SORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Keyed {
    uint64_t key; /* after the sort: of the most significant columns */
    uint32_t at;  /* which row */
} Keyed;

/* What a row has in a column; signed numbers as key_of_signed gives them. */
typedef uint64_t KeyColumn(const void *context, uint32_t at, size_t column);

static inline uint64_t key_of_signed(int64_t value)
{
    return (uint64_t)value ^ UINT64_C(0x8000000000000000);
}

/* The rows by their columns, the first one the most significant; equal rows keep their order. True:
 * the keys hold all columns, so that equal keys are equal rows. */
bool sort_rows(Keyed *rows, size_t count, KeyColumn *column, const void *context, size_t columns);
/* The rows 0 … count - 1 in that order; *one_word (or NULL) as above. Owned. */
Keyed *sorted_rows(size_t count, KeyColumn *column, const void *context, size_t columns,
                   bool *one_word);

#endif

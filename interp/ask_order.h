/* The order of the rows that are shown, and the first few of them. */
#ifndef MERIT_INTERP_ASK_ORDER_H
#define MERIT_INTERP_ASK_ORDER_H

#include "interp/engine.h"

typedef struct OrderRow {
    uint32_t subject;
    int32_t period;
    Value key;
} OrderRow;

typedef struct OrderBy {
    Type type;            /* of the keys */
    const TextPool *pool; /* of those that are texts */
    bool lowest_first;
    uint64_t top; /* 0: all */
} OrderBy;

/* Sorts; equal rows stay as they stood, what is unknown comes last. Returns how many are left: the
 * top ones, and those equal to the last of them; nothing unknown is among the top ones. */
size_t rows_order(OrderRow *rows, size_t count, OrderBy by);

#endif

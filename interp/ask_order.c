/* Sorting rows by a key. */
#include "interp/ask_order.h"

#include <stdlib.h>
#include <string.h>

/* A decision that is open counts as what the row has for certain. */
static bool is_known(const OrderRow *row)
{
    return row->key.state == VALUE_KNOWN || row->key.state == VALUE_OPEN;
}

static int compare_keys(const OrderRow *a, const OrderRow *b, const OrderBy *by)
{
    if (!is_known(a) || !is_known(b))
        return is_known(b) - is_known(a);
    int order = by->type.kind == TYPE_TEXT
                    ? text_compare(text_pool_get(by->pool, (int32_t)a->key.number.num),
                                   text_pool_get(by->pool, (int32_t)b->key.number.num))
                    : ratio_compare(a->key.number, b->key.number);
    return by->lowest_first ? order : -order;
}

/* qsort knows no context: merged by hand, which keeps equal ones in order. */
static void merge(OrderRow *rows, OrderRow *room, size_t middle, size_t count, const OrderBy *by)
{
    size_t a = 0, b = middle;
    for (size_t i = 0; i < count; i++) {
        bool first = b == count || (a < middle && compare_keys(&rows[a], &rows[b], by) <= 0);
        room[i] = first ? rows[a++] : rows[b++];
    }
    memcpy(rows, room, count * sizeof *rows);
}

static void sort(OrderRow *rows, OrderRow *room, size_t count, const OrderBy *by)
{
    if (count < 2)
        return;
    size_t middle = count / 2;
    sort(rows, room, middle, by);
    sort(rows + middle, room, count - middle, by);
    merge(rows, room, middle, count, by);
}

size_t rows_order(OrderRow *rows, size_t count, OrderBy by)
{
    OrderRow *room = memory_resize(NULL, (count + 1) * sizeof *room);
    sort(rows, room, count, &by);
    free(room);
    if (by.top == 0)
        return count;
    size_t left = 0;
    while (left < count && is_known(&rows[left]) &&
           (left < by.top || compare_keys(&rows[left], &rows[by.top - 1], &by) == 0))
        left++;
    return left;
}

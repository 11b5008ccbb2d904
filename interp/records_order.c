/* Records in the order asked for. */
#include "interp/records_work.h"

#include <assert.h>
#include <stdlib.h>

/* As they happened: by day, then as they stand in the log. */
static int compare_places(const Record *a, const Record *b)
{
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    if (a->entry != NULL && b->entry != NULL && a->entry->rule != b->entry->rule)
        return a->entry->rule < b->entry->rule ? -1 : 1;
    if (a->own != b->own)
        return a->own < b->own ? -1 : 1;
    if (a->adjusted != b->adjusted) /* by item and closed period */
        return a->adjusted < b->adjusted ? -1 : 1;
    int order = text_compare(a->reject.file, b->reject.file);
    if (order == 0)
        order = (a->reject.line > b->reject.line) - (a->reject.line < b->reject.line);
    return order;
}

/* All have a number, or none has. */
static int compare_keys(const Record *a, const Record *b)
{
    assert((a->key.den == 0) == (b->key.den == 0));
    return a->key.den != 0 ? ratio_compare(a->key, b->key) : text_compare(a->word, b->word);
}

static int by_place(const void *a, const void *b)
{
    return compare_places(a, b);
}

static int lowest_first(const void *a, const void *b)
{
    int order = compare_keys(a, b);
    return order != 0 ? order : compare_places(a, b);
}

static int highest_first(const void *a, const void *b)
{
    int order = compare_keys(b, a);
    return order != 0 ? order : compare_places(a, b);
}

static void find_keys(RecordList *list, RecordColumn column)
{
    for (size_t i = 0; i < list->count; i++) {
        Record *record = &list->at[i];
        if (record_column_is_number(column))
            record->key = record_number(record, column);
        else if (column == COLUMN_DATE)
            record->key = RATIO(record->day);
        else
            record->word = record_text(list, record, column);
    }
}

/* Without an order the first few are just these; with one, none is left out by chance. */
static size_t cut(const RecordList *list)
{
    uint64_t top = list->ask->top;
    size_t left = 0;
    if (top == 0 || top >= list->count)
        return list->count;
    bool has_order = list->ask->query->by_column != UINT32_MAX;
    while (left < list->count &&
           (left < top || (has_order && compare_keys(&list->at[left], &list->at[top - 1]) == 0)))
        left++;
    return left;
}

void records_order(RecordList *list)
{
    uint32_t column = list->ask->query->by_column;
    if (column != UINT32_MAX)
        find_keys(list, (RecordColumn)column);
    if (list->count > 1)
        qsort(list->at, list->count, sizeof *list->at,
              column == UINT32_MAX      ? by_place
              : list->ask->lowest_first ? lowest_first
                                        : highest_first);
    list->count = cut(list);
}

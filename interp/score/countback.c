/* Count-back (S15): subjects in the order of their number of 1s, then of 2s, and so on. */
#define _GNU_SOURCE /* qsort_r */
#include "interp/score/groups.h"

#include <stdlib.h>
#include <string.h>

/* Below 0: a has fewer of the better places. */
static int compare_counts(const HistogramRows *rows, uint32_t a, uint32_t b)
{
    size_t i = rows->start[a], j = rows->start[b];
    while (i < rows->start[a + 1] && j < rows->start[b + 1]) {
        const HistogramEntry *x = &rows->rows[i++], *y = &rows->rows[j++];
        int better = ratio_compare(y->value, x->value);
        if (better)
            return better;
        if (x->times != y->times)
            return x->times < y->times ? -1 : 1;
    }
    return (i < rows->start[a + 1]) - (j < rows->start[b + 1]);
}

static int fewest_first(const void *a, const void *b, void *context)
{
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    int order = compare_counts(context, x, y);
    return order ? order : (x > y) - (x < y);
}

void score_countback(Exec *exec, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const RosterKind *roster = &exec->roster->kinds[of->subject];
    const Column *column = &exec->columns[item];
    Days days = days_of(exec, item, period);
    HistogramRows rows = histogram_rows(&exec->histograms[item], period, roster->count);
    uint32_t *order = memory_resize(NULL, (roster->count + 1) * sizeof *order);
    size_t count = 0;
    for (uint32_t i = 0; i < roster->count; i++) {
        column->num[column_at(column, i, period)] = ABSENT;
        if (roster_last_day(roster, i, days.first, days.last) != DAY_ALWAYS)
            order[count++] = i;
    }
    qsort_r(order, count, sizeof *order, fewest_first, &rows);
    int64_t height = 0;
    for (size_t i = 0; i < count; i++) {
        height += i > 0 && compare_counts(&rows, order[i], order[i - 1]) != 0;
        column->num[column_at(column, order[i], period)] = height;
    }
    free(order);
    histogram_rows_release(&rows);
}

size_t score_places(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                    HistogramEntry *out, size_t room)
{
    size_t subjects = exec->roster->kinds[exec->plan->items[item].item->subject].count, count = 0;
    HistogramRows rows = histogram_rows(&exec->histograms[item], period, subjects);
    for (size_t i = rows.start[subject]; i < rows.start[subject + 1] && count < room; i++)
        out[count++] = rows.rows[i];
    histogram_rows_release(&rows);
    return count;
}

/* How often each number was reached by a subject in a period: what count-back compares (S15). */
#ifndef MERIT_INTERP_EXEC_HISTOGRAM_H
#define MERIT_INTERP_EXEC_HISTOGRAM_H

#include "base/ratio.h"

typedef struct HistogramEntry {
    uint32_t subject;
    int32_t period;
    Ratio value;
    int64_t times; /* 0: an empty slot */
} HistogramEntry;

/* By subject, period and number; zeroed it is empty. */
typedef struct Histogram {
    HistogramEntry *slots;
    size_t count, room; /* room is a power of two */
} Histogram;

/* False: the count overflows. */
bool histogram_add(Histogram *histogram, const HistogramEntry *entry);
void histogram_release(Histogram *histogram);

/* The entries of one period, by subject, then by number: those of subject s from start[s] to
 * start[s + 1]. */
typedef struct HistogramRows {
    HistogramEntry *rows;
    size_t *start; /* subjects + 1 */
} HistogramRows;
HistogramRows histogram_rows(const Histogram *histogram, int32_t period, size_t subjects);
void histogram_rows_release(HistogramRows *rows);

#endif

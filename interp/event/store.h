/* The log in memory: rows by kind and day, for questions one after the other. */
#ifndef MERIT_INTERP_EVENT_STORE_H
#define MERIT_INTERP_EVENT_STORE_H

#include "interp/event/log.h"

typedef struct Store Store;

typedef void StoreProgress(void *context, uint64_t rows); /* now and then, while it is read */

/* Reads the log from its first row to its last; wanted: the slots to keep. Nothing is hidden by
 * the day that `log_as_of` was given unless some row is rejected: see store_holds. NULL when the
 * log failed. Owned. */
Store *store_read(Log *log, const Ir *ir, const bool *wanted, Day as_of, StoreProgress *progress,
                  void *context);
void store_free(Store *store);
/* Whether it can tell what a reading of the log with these slots, as of that day, would. */
bool store_holds(const Store *store, const bool *wanted, Day as_of);
const bool *store_slots(const Store *store);
/* What reading it said: rows used, rejected … */
LogCounts store_counts(const Store *store);
/* How many of its rows were recorded later than that day. */
uint64_t store_later(const Store *store, Day as_of);
/* The first and the last day of those that were known by then; false: there are none. */
bool store_span(const Store *store, Day as_of, Day *first, Day *last);

/* The rows of a kind, by day and position in the log; those of kinds without a slot hold NO_NUMBER
 * there. The batch borrows from the store: *room is for its slots, as many as the IR has. */
Batch store_rows(const Store *store, uint32_t kind, const bool *wanted, int64_t **room);
/* Those of the days [from, until]: [*first, *end). */
void store_days(const Store *store, uint32_t kind, Day from, Day until, size_t *first, size_t *end);

/* The row of a kind at a position of the log, which is one of a row that is kept. */
uint32_t store_row(const Store *store, uint32_t kind, uint64_t position);
/* The rows of a kind that are a subject's own, by day. The first time all are sorted. */
size_t store_own(Store *store, uint32_t kind, uint32_t own, const uint32_t **rows);

#endif

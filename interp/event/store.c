/* Batches a kind, filled from the log once, then sorted where its days are not in order. */
#include "interp/event/store.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "interp/exec/sort.h"

/* Rows that are read at a time, and after how many progress is told. */
enum { READ_ROWS = 32768, TOLD_ROWS = 1 << 20 };

struct Store {
    const Ir *ir;
    Batch **kinds;   /* by event kind: only the slots that it has */
    bool *in_order;  /* by event kind: by day, then position */
    bool *wanted;    /* the slots kept */
    int64_t *absent; /* of a slot that a kind lacks, for as many rows as any has */
    Order *by_own;   /* by event kind: rows by own subject; NULL `at`: not asked yet */
    LogCounts counts;
    Day as_of; /* rows recorded later are left out; DAY_NEVER: none is */
};

/* --- reading --- */

static Batch *kind_rows(const Ir *ir, const IrEvent *event, const bool *wanted)
{
    bool *slots = calloc(ir->slot_count + 1, sizeof *slots);
    if (!slots)
        memory_exhausted(ir->slot_count + 1);
    for (size_t f = 0; f < event->field_count; f++)
        slots[event->fields[f].slot] = wanted[event->fields[f].slot];
    Batch *batch = batch_new(slots, ir->slot_count, 0);
    batch_want_recorded(batch);
    free(slots);
    return batch;
}

static void take_rows(Store *store, const Batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        uint16_t kind = batch->kind[i];
        Batch *to = store->kinds[kind];
        if (to->count > 0 && batch->day[i] < to->day[to->count - 1])
            store->in_order[kind] = false;
        batch_append(to, batch, i);
    }
}

static void read_rows(Store *store, Log *log, StoreProgress *progress, void *context)
{
    Batch *batch = batch_new(store->wanted, store->ir->slot_count, READ_ROWS);
    batch_want_recorded(batch);
    uint64_t told = 0;
    log_rewind(log);
    log_as_of(log, store->as_of);
    log_want(log, store->wanted, NULL);
    for (; log_fill(log, batch); batch->count = 0) {
        take_rows(store, batch);
        if (progress && log_rows(log) - told >= TOLD_ROWS) {
            told = log_rows(log);
            progress(context, told);
        }
    }
    batch_free(batch);
}

static void day_column(const void *context, size_t which, uint64_t *out)
{
    const Batch *batch = context;
    (void)which;
    for (size_t i = 0; i < batch->count; i++)
        out[i] = key_of_signed(batch->day[i]);
}

/* Rows of one day keep the order of the log. */
static Batch *sorted_rows(Store *store, uint32_t kind)
{
    Batch *from = store->kinds[kind];
    Batch *to = kind_rows(store->ir, &store->ir->events[kind], store->wanted);
    Order order = {0};
    order_rows(&order, from->count, &(SortKeys){day_column, from, 1, 1});
    batch_reserve(to, from->count);
    for (size_t i = 0; i < from->count; i++)
        batch_append(to, from, order.at[i]);
    order_release(&order);
    batch_free(from);
    return to;
}

static void finish_rows(Store *store)
{
    size_t most = 1;
    for (uint32_t k = 0; k < store->ir->event_count; k++) {
        if (!store->in_order[k])
            store->kinds[k] = sorted_rows(store, k);
        most = store->kinds[k]->count > most ? store->kinds[k]->count : most;
    }
    store->absent = memory_resize(NULL, most * sizeof *store->absent);
    for (size_t i = 0; i < most; i++)
        store->absent[i] = NO_NUMBER;
}

static Store *store_new(const Ir *ir, const bool *wanted, Day as_of)
{
    Store *store = memory_resize(NULL, sizeof *store);
    *store = (Store){.ir = ir, .as_of = as_of};
    store->wanted = memory_resize(NULL, ir->slot_count + 1);
    memcpy(store->wanted, wanted, ir->slot_count * sizeof *wanted);
    store->kinds = memory_resize(NULL, (ir->event_count + 1) * sizeof(Batch *));
    store->in_order = memory_resize(NULL, ir->event_count + 1);
    store->by_own = memory_resize(NULL, (ir->event_count + 1) * sizeof *store->by_own);
    for (uint32_t k = 0; k < ir->event_count; k++) {
        store->kinds[k] = kind_rows(ir, &ir->events[k], wanted);
        store->in_order[k] = true;
        store->by_own[k] = (Order){0};
    }
    return store;
}

/* A row that is not known yet may hide why another one is rejected, or be the reason: with rejects
 * only reading as of that day can tell. */
Store *store_read(Log *log, const Ir *ir, const bool *wanted, Day as_of, StoreProgress *progress,
                  void *context)
{
    Store *store = store_new(ir, wanted, DAY_NEVER);
    read_rows(store, log, progress, context);
    if (as_of != DAY_NEVER && !log_failed(log) && log_rejected(log) > 0) {
        store_free(store);
        store = store_new(ir, wanted, as_of);
        read_rows(store, log, progress, context);
    }
    if (log_failed(log)) {
        store_free(store);
        return NULL;
    }
    store->counts = log_counts(log);
    finish_rows(store);
    return store;
}

void store_free(Store *store)
{
    if (!store)
        return;
    for (size_t k = 0; k < store->ir->event_count; k++) {
        batch_free(store->kinds[k]);
        order_release(&store->by_own[k]);
    }
    free(store->kinds);
    free(store->by_own);
    free(store->in_order);
    free(store->wanted);
    free(store->absent);
    free(store);
}

/* --- what it holds --- */

bool store_holds(const Store *store, const bool *wanted, Day as_of)
{
    for (size_t s = 0; s < store->ir->slot_count; s++)
        if (wanted[s] && !store->wanted[s])
            return false;
    return as_of == store->as_of || (store->as_of == DAY_NEVER && store->counts.rejected == 0);
}

const bool *store_slots(const Store *store)
{
    return store->wanted;
}

LogCounts store_counts(const Store *store)
{
    return store->counts;
}

uint64_t store_later(const Store *store, Day as_of)
{
    uint64_t later = 0;
    for (size_t k = 0; as_of != DAY_NEVER && k < store->ir->event_count; k++)
        for (size_t i = 0; i < store->kinds[k]->count; i++)
            later += store->kinds[k]->recorded[i] > as_of;
    return later;
}

bool store_span(const Store *store, Day as_of, Day *first, Day *last)
{
    *first = DAY_NEVER;
    *last = DAY_ALWAYS;
    for (size_t k = 0; k < store->ir->event_count; k++) {
        const Batch *rows = store->kinds[k];
        for (size_t i = 0; i < rows->count; i++) {
            if (rows->recorded[i] > as_of)
                continue;
            *first = rows->day[i] < *first ? rows->day[i] : *first;
            *last = rows->day[i] > *last ? rows->day[i] : *last;
        }
    }
    return *first <= *last;
}

Batch store_rows(const Store *store, uint32_t kind, const bool *wanted, int64_t **room)
{
    Batch rows = *store->kinds[kind];
    for (size_t s = 0; s < rows.slot_count; s++) {
        room[s] = rows.slots[s] ? rows.slots[s] : store->absent;
        if (!wanted[s])
            room[s] = NULL;
    }
    rows.slots = room;
    return rows;
}

/* The first row of a day or a later one. */
static size_t first_of(const Batch *rows, int64_t day)
{
    size_t low = 0, high = rows->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->day[middle] < day)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void store_days(const Store *store, uint32_t kind, Day from, Day until, size_t *first, size_t *end)
{
    const Batch *rows = store->kinds[kind];
    *first = first_of(rows, from);
    *end = until < from ? *first : first_of(rows, (int64_t)until + 1);
}

uint32_t store_row(const Store *store, uint32_t kind, uint64_t position)
{
    const Batch *rows = store->kinds[kind];
    uint32_t row = 0;
    for (; rows->position[row] != position; row++)
        assert(row + 1 < rows->count);
    return row;
}

static void own_column(const void *context, size_t which, uint64_t *out)
{
    const Batch *rows = context;
    (void)which;
    for (size_t i = 0; i < rows->count; i++)
        out[i] = rows->own[i];
}

size_t store_own(Store *store, uint32_t kind, uint32_t own, const uint32_t **out)
{
    const Batch *rows = store->kinds[kind];
    Order *order = &store->by_own[kind];
    if (!order->at)
        order_rows(order, rows->count, &(SortKeys){own_column, rows, 1, 1});
    size_t low = 0, high = rows->count, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows->own[order->at[middle]] < own)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < rows->count && rows->own[order->at[end]] == own; end++)
        ;
    *out = order->at + low;
    return end - low;
}

/* The sink of accounts. */
#include "interp/exec/trace.h"

#include <stdlib.h>

bool trace_keeps(const Trace *trace, const TraceEntry *entry)
{
    bool charged = entry->subject_kind == trace->subject_kind && entry->subject == trace->subject;
    bool own = entry->own_kind == trace->subject_kind && entry->own == trace->subject;
    if (trace->subject != UINT32_MAX && !charged && !own)
        return false;
    if (trace->is_dated && (entry->day < trace->from || entry->day > trace->until))
        return false;
    bool takes = entry->kind == TRACE_VOIDED || entry->kind == TRACE_TREATED;
    if (trace->taken_only && !takes)
        return false;
    return !trace->notices_only || entry->kind == TRACE_NOTICE;
}

void trace_add(Trace *trace, TraceEntry entry)
{
    if (!trace_keeps(trace, &entry))
        return;
    if (trace->seen) {
        trace->seen[entry.rule] = true;
        return;
    }
    trace->entries = arena_grow(trace->arena, trace->entries, trace->count, &trace->room,
                                sizeof *trace->entries);
    trace->entries[trace->count++] = entry;
}

void trace_add_count(Trace *trace, TraceCount count)
{
    trace->counts = arena_grow(trace->arena, trace->counts, trace->count_count, &trace->count_room,
                               sizeof *trace->counts);
    trace->counts[trace->count_count++] = count;
}

static int compare_u64(uint64_t a, uint64_t b)
{
    return a < b ? -1 : a > b;
}

static int by_subject_day_position(const void *a, const void *b)
{
    const TraceEntry *x = a, *y = b;
    int order = compare_u64(x->subject, y->subject);
    if (order == 0)
        order = x->day < y->day ? -1 : x->day > y->day;
    if (order == 0)
        order = compare_u64(x->position, y->position);
    if (order == 0)
        order = compare_u64(x->rule, y->rule);
    if (order == 0)
        order = compare_u64(x->effect, y->effect);
    return order;
}

static int by_own_day_position(const void *a, const void *b)
{
    const TraceCount *x = a, *y = b;
    int order = compare_u64(x->own, y->own);
    if (order == 0)
        order = x->day < y->day ? -1 : x->day > y->day;
    return order != 0 ? order : compare_u64(x->position, y->position);
}

void trace_sort(Trace *trace)
{
    if (trace->count_count > 1)
        qsort(trace->counts, trace->count_count, sizeof *trace->counts, by_own_day_position);
    if (trace->count > 1)
        qsort(trace->entries, trace->count, sizeof *trace->entries, by_subject_day_position);
}

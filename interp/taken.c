/* A sorted list of the events that were taken. */
#include "interp/taken.h"

#include <stdlib.h>

bool rules_take_away(const Ir *ir)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++) {
            EffectKind kind = ir->rules[i].effects[k].kind;
            if (kind == EFFECT_VOID || kind == EFFECT_TREAT_AS)
                return true;
        }
    return false;
}

static int by_position(const void *a, const void *b)
{
    const Taken *x = a, *y = b;
    return x->position < y->position ? -1 : x->position > y->position;
}

TakenList taken_find(Arena *arena, const Ir *ir, const Trace *trace)
{
    TakenList list = {0};
    list.at = arena_alloc(arena, (trace->count + 1) * sizeof *list.at);
    for (size_t i = 0; i < trace->count; i++) {
        const TraceEntry *entry = &trace->entries[i];
        bool is_void = entry->kind == TRACE_VOIDED;
        if (is_void || entry->kind == TRACE_TREATED)
            list.at[list.count++] =
                (Taken){entry->position,
                        is_void ? UINT32_MAX : ir->rules[entry->rule].effects[0].item, entry->rule};
    }
    qsort(list.at, list.count, sizeof *list.at, by_position);
    return list;
}

const Taken *taken_at(const TakenList *list, uint64_t position)
{
    Taken key = {.position = position};
    return bsearch(&key, list->at, list->count, sizeof key, by_position);
}

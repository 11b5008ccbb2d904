/* Decisions of events (S21): those out of bounds in words, those open as a list. */
#include <assert.h>
#include <stdlib.h>

#include "interp/engine_internal.h"
#include "interp/report/unit.h"

static const char *both_values(Arena *arena, const Ir *ir, Type type, Ratio value)
{
    Text english = value_shown(arena, ir, type, value, LANG_EN);
    Text chinese = value_shown(arena, ir, type, value, LANG_ZH);
    return arena_format(arena, BOTH("%.*s", "%.*s"), (int)english.size, english.at,
                        (int)chinese.size, chinese.at);
}

static Type decided_type(const Ir *ir, const IrRule *rule)
{
    const IrEffect *effect = rule->effects;
    for (; effect->high == NULL; effect++) /* something of it was decided */
        assert(effect + 1 < rule->effects + rule->effect_count);
    return ir->items[effect->item].type;
}

void misdecided_words(Arena *arena, const Engine *engine, const Misdecided *row,
                      const char *words[4])
{
    const IrRule *rule = &engine->ir->rules[row->rule];
    Type type = decided_type(engine->ir, rule);
    Text english = name_shown(&rule->name, LANG_EN), chinese = name_shown(&rule->name, LANG_ZH);
    words[0] = both_values(arena, engine->ir, type, row->decision);
    words[1] = both_values(arena, engine->ir, type, row->bounds.low);
    words[2] = both_values(arena, engine->ir, type, row->bounds.high);
    words[3] = arena_format(arena, BOTH("%.*s", "%.*s"), (int)english.size, english.at,
                            (int)chinese.size, chinese.at);
}

typedef struct Days {
    Day first, last;
} Days;

static void note_days(void *context, const Batch *batch, const uint32_t *rows, size_t count)
{
    Days *days = context;
    for (size_t i = 0; i < count; i++) {
        Day day = batch->day[rows[i]];
        days->first = day < days->first ? day : days->first;
        days->last = day > days->last ? day : days->last;
    }
}

static bool kept_days(Engine *engine, Day *first, Day *last)
{
    store_span(engine_data(engine)->store, engine->as_of, first, last);
    for (size_t i = 0; engine->supposed && i < engine->supposed->added->count; i++) {
        Day day = engine->supposed->added->day[i];
        *first = day < *first ? day : *first;
        *last = day > *last ? day : *last;
    }
    return *first <= *last;
}

bool engine_days(Engine *engine, Day *first, Day *last)
{
    Days days = {DAY_NEVER, DAY_ALWAYS};
    if (engine_data(engine)->store)
        return kept_days(engine, first, last);
    bool *none = arena_alloc(engine->arena, engine->ir->slot_count + 1);
    bool good = engine_rows(engine, none, DAY_ALWAYS, DAY_NEVER, note_days, &days);
    *first = days.first;
    *last = days.last;
    return good && days.first <= days.last;
}

static int by_position(const void *a, const void *b)
{
    const OpenAmount *x = a, *y = b;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return x->effect < y->effect ? -1 : x->effect > y->effect;
}

bool result_has_open(const Result *result)
{
    return result->exec->has_open;
}

size_t result_open(const Result *result, const OpenAmount **out)
{
    size_t count = result->exec->decision_count;
    OpenAmount *list = arena_alloc(result->arena, (count + 1) * sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const OpenDecision *of = &result->exec->decisions[i];
        list[i] =
            (OpenAmount){of->position, of->day, of->rule,       of->effect,     of->event_kind,
                         of->own_kind, of->own, of->bounds.low, of->bounds.high};
    }
    qsort(list, count, sizeof *list, by_position);
    *out = list;
    return count;
}

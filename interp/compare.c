/* Two results side by side, then each change by itself. */
#include "interp/compare.h"

#include "interp/compare_internal.h"
#include "interp/suppose_internal.h"

/* --- values --- */

static bool ratio_same(Ratio a, Ratio b)
{
    return a.den == 0 ? b.den == 0 : b.den != 0 && ratio_compare(a, b) == 0;
}

bool value_equal(Value a, Value b)
{
    if (a.state != b.state)
        return false;
    switch (a.state) {
    case VALUE_KNOWN:
        return ratio_same(a.number, b.number);
    case VALUE_OPEN:
        return ratio_same(a.number, b.number) && ratio_same(a.high, b.high);
    case VALUE_UNASSESSED:
    case VALUE_UNDECIDED:
        return true;
    }
    return true;
}

bool has_sum(const Ir *ir, uint32_t item)
{
    return ir->items[item].kind == ITEM_SECTION || ir->items[item].kind == ITEM_SCORE;
}

void sum_value(Ratio *sum, Value value)
{
    if (value.state == VALUE_KNOWN && sum->den && !ratio_add(sum, *sum, value.number))
        *sum = (Ratio){0, 0};
}

void found_cell(Arena *arena, Found *found, size_t place, const CompareItems *items,
                CompareCell cell)
{
    if (value_equal(cell.base, cell.supposed))
        return;
    cell.item = items->at[place];
    found->cells =
        arena_grow(arena, found->cells, found->count, &found->room, sizeof *found->cells);
    found->cells[found->count++] = cell;
    found->totals[place].cells++;
}

/* --- the same item, the same subject --- */

static uint32_t base_item(const Ir *base, const Ir *supposed, uint32_t item)
{
    const IrItem *of = &supposed->items[item];
    for (uint32_t i = 0; i < base->item_count; i++)
        if (base->items[i].kind == of->kind &&
            text_equal(name_canonical(&base->items[i].name), name_canonical(&of->name)))
            return i;
    return NO_INDEX;
}

static Value nothing(void)
{
    return (Value){.state = VALUE_UNASSESSED};
}

/* --- both worked out --- */

static Result *run(Engine *engine, const uint32_t *items, size_t count, const CompareAsk *ask)
{
    const Question question = {.items = items,
                               .item_count = count,
                               .first = ask->first,
                               .last = ask->last,
                               .accept_rejects = UINT64_MAX};
    return engine_run(engine, &question);
}

typedef struct Sides {
    const CompareAsk *ask;
    const CompareItems *items;
    Result *base, *supposed;
    Arena *arena;
    Found *found;
} Sides;

static void compare_subject(const Sides *sides, size_t place, uint32_t before, uint32_t subject,
                            int32_t period)
{
    const Roster *roster = sides->supposed->roster, *old = sides->base->roster;
    uint32_t item = sides->items->at[place];
    const RosterKind *kind = &roster->kinds[sides->supposed->engine->ir->items[item].subject];
    const RosterKind *was = &old->kinds[sides->supposed->engine->ir->items[item].subject];
    int64_t number = subject;
    CompareTotal *total = &sides->found->totals[place];
    if (roster != old)
        number = roster_find(was, kind->id[subject]);
    CompareCell cell = {.subject = subject, .period = period};
    cell.supposed = result_value(sides->supposed, item, subject, period);
    cell.base = before == NO_INDEX || number < 0
                    ? nothing()
                    : result_value(sides->base, before, (uint32_t)number, period);
    sum_value(&total->base, cell.base);
    sum_value(&total->supposed, cell.supposed);
    found_cell(sides->arena, sides->found, place, sides->items, cell);
}

static void compare_item(const Sides *sides, size_t place)
{
    const Ir *ir = sides->supposed->engine->ir;
    const IrItem *item = &ir->items[sides->items->at[place]];
    uint32_t before = base_item(sides->base->engine->ir, ir, sides->items->at[place]);
    const CompareAsk *ask = sides->ask;
    int32_t first, last;
    result_periods(sides->supposed, item->calendar, &first, &last);
    for (int32_t period = first; period <= last; period++)
        for (uint32_t i = 0; i < sides->supposed->roster->kinds[item->subject].count; i++)
            if (ask->kind == UINT32_MAX || (ask->kind == item->subject && ask->subject == i))
                compare_subject(sides, place, before, i, period);
}

bool compare_whole(Engine *supposed, const CompareAsk *ask, const CompareItems *items, Arena *arena,
                   Found *found)
{
    Engine *root = supposed->root ? supposed->root : supposed;
    uint32_t *before = arena_alloc(arena, (items->count + 1) * sizeof *before);
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++) {
        uint32_t item = base_item(root->ir, supposed->ir, items->at[i]);
        if (item != NO_INDEX)
            before[count++] = item;
    }
    Sides sides = {.ask = ask, .items = items, .arena = arena, .found = found};
    sides.base = run(root, before, count, ask);
    sides.supposed = sides.base ? run(supposed, items->at, items->count, ask) : NULL;
    for (size_t i = 0; sides.supposed && i < items->count; i++)
        compare_item(&sides, i);
    bool good = sides.supposed != NULL;
    result_free(sides.base);
    result_free(sides.supposed);
    return good;
}

/* --- one comparison --- */

static bool is_inside(const Ir *ir, const IrItem *item, const CompareAsk *ask)
{
    const IrCalendar *calendar = &ir->calendars[item->calendar];
    int32_t first, last;
    periods_inside(calendar, calendar_is_own(calendar) ? ANYONE : calendar->anchor, ask->first,
                   ask->last, &first, &last);
    return first <= last;
}

static bool is_verdict(const IrItem *item)
{
    return item->kind == ITEM_GRADE || item->kind == ITEM_RANK;
}

static CompareItems items_of(const Ir *ir, const CompareAsk *ask, Arena *arena)
{
    CompareItems items = {
        arena_alloc(arena, (ask->item_count + ir->item_count + 1) * sizeof *items.at), 0,
        ask->item_count};
    for (size_t i = 0; i < ask->item_count; i++)
        items.at[items.count++] = ask->items[i];
    for (uint32_t i = 0; i < ir->item_count; i++) {
        bool is_asked = false;
        for (size_t k = 0; k < items.asked; k++)
            is_asked |= items.at[k] == i;
        if (!is_asked && is_verdict(&ir->items[i]) && is_inside(ir, &ir->items[i], ask))
            items.at[items.count++] = i;
    }
    return items;
}

Found found_new(const Ir *ir, const CompareItems *items, Arena *arena)
{
    Found found = {.totals = arena_alloc(arena, (items->count + 1) * sizeof *found.totals)};
    for (size_t i = 0; i < items->count; i++) {
        Ratio zero = has_sum(ir, items->at[i]) ? RATIO(0) : (Ratio){0, 0};
        found.totals[i] = (CompareTotal){zero, zero, zero, 0};
    }
    return found;
}

static bool compare_once(Engine *supposed, const CompareAsk *ask, const CompareItems *items,
                         Arena *arena, Found *found)
{
    *found = found_new(supposed->ir, items, arena);
    bool adjusts = supposed->known.closed_through != DAY_ALWAYS; /* other periods reach it */
    if (ask->whole || adjusts || !compare_reached(supposed, ask, items, arena, found)) {
        *found = found_new(supposed->ir, items, arena);
        if (!compare_whole(supposed, ask, items, arena, found))
            return false;
    }
    for (size_t i = 0; i < items->count; i++) {
        CompareTotal *total = &found->totals[i];
        if (!total->base.den || !total->supposed.den ||
            !ratio_sub(&total->difference, total->supposed, total->base))
            total->difference = (Ratio){0, 0};
    }
    return true;
}

/* --- each change alone --- */

static bool is_change(const Node *child)
{
    return child->kind != NODE_TITLE && child->kind != NODE_COMPARE_QUERY;
}

static size_t change_count(const Engine *engine)
{
    size_t count = 0;
    for (size_t i = 0; i < engine->chain_count; i++)
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next)
            count += is_change(at);
    return count;
}

static const Node *alone(Arena *arena, const Node *suppose, const Node *change)
{
    Node *copy = arena_copy(arena, suppose, sizeof *suppose);
    copy->first = copy->last = arena_copy(arena, change, sizeof *change);
    copy->first->next = NULL;
    return copy;
}

/* Names are what the single engine has in common with the whole one. */
static bool items_alone(const Ir *ir, const Ir *whole, const CompareItems *items, CompareItems *out,
                        Arena *arena)
{
    *out = (CompareItems){arena_alloc(arena, (items->asked + 1) * sizeof *out->at), 0, 0};
    for (size_t i = 0; i < items->asked; i++) {
        out->at[i] = base_item(ir, whole, items->at[i]);
        if (out->at[i] == NO_INDEX)
            return false;
    }
    out->count = out->asked = items->asked;
    return true;
}

/* The same subject of another roster. */
static bool subject_alone(const Engine *whole, const Engine *engine, CompareAsk *ask)
{
    if (ask->kind == UINT32_MAX || whole->roster == engine->roster)
        return true;
    int64_t found = roster_find(&engine->roster->kinds[ask->kind],
                                whole->roster->kinds[ask->kind].id[ask->subject]);
    ask->subject = found < 0 ? 0 : (uint32_t)found;
    return found >= 0;
}

static void effect_alone(Comparison *comparison, const CompareAsk *ask, const CompareItems *items,
                         Arena *arena, CompareEffect *effect)
{
    Engine *root = comparison->base;
    size_t said = diag_count(root->diag);
    Engine *engine = engine_suppose(root, alone(arena, effect->suppose, effect->change));
    CompareItems own;
    CompareAsk asked = *ask;
    Found found;
    if (engine && items_alone(engine->ir, comparison->supposed->ir, items, &own, arena) &&
        subject_alone(comparison->supposed, engine, &asked) &&
        compare_once(engine, &asked, &own, arena, &found)) {
        effect->stands = true;
        for (size_t i = 0; i < items->asked; i++)
            effect->difference[i] = found.totals[i].difference;
        effect->cells = found.count;
    }
    engine_free(engine);
    diag_truncate(root->diag, said);
}

static void add_effects(Comparison *comparison, const CompareAsk *ask, const CompareItems *items,
                        Arena *arena)
{
    const Engine *engine = comparison->supposed;
    size_t count = change_count(engine);
    comparison->effects = arena_alloc(arena, (count + 1) * sizeof *comparison->effects);
    for (size_t i = 0; i < engine->chain_count; i++)
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next) {
            if (!is_change(at))
                continue;
            CompareEffect *effect = &comparison->effects[comparison->effect_count++];
            *effect = (CompareEffect){.suppose = engine->chain[i], .change = at};
            effect->difference = arena_alloc(arena, (items->asked + 1) * sizeof(Ratio));
            for (size_t k = 0; k < items->asked; k++)
                effect->difference[k] =
                    has_sum(engine->ir, items->at[k]) ? RATIO(0) : (Ratio){0, 0};
            if (count > 1) {
                effect_alone(comparison, ask, items, arena, effect);
                continue;
            }
            effect->stands = true;
            effect->cells = comparison->cell_count;
            for (size_t k = 0; k < items->asked; k++)
                effect->difference[k] = comparison->totals[k].difference;
        }
}

static void add_interaction(Comparison *comparison, const CompareItems *items, Arena *arena)
{
    comparison->interaction = arena_alloc(arena, (items->asked + 1) * sizeof(Ratio));
    for (size_t k = 0; k < items->asked; k++) {
        Ratio rest = comparison->totals[k].difference;
        for (size_t i = 0; i < comparison->effect_count; i++) {
            Ratio part = comparison->effects[i].difference[k];
            if (!rest.den || !part.den || !ratio_sub(&rest, rest, part))
                rest = (Ratio){0, 0};
        }
        comparison->interaction[k] = rest;
    }
}

/* --- the whole --- */

/* What was asked for comes first. */
static void take_cells(Comparison *comparison, const CompareItems *items, const Found *found,
                       Arena *arena)
{
    const Ir *ir = comparison->supposed->ir;
    size_t crossed = 0, asked = 0;
    for (size_t i = 0; i < items->count; i++) {
        crossed += is_verdict(&ir->items[items->at[i]]) ? found->totals[i].cells : 0;
        asked += i < items->asked ? found->totals[i].cells : 0;
    }
    comparison->cells = found->cells;
    comparison->cell_count = asked;
    comparison->crossed = arena_alloc(arena, (crossed + 1) * sizeof *comparison->crossed);
    for (size_t i = 0; crossed > 0 && i < found->count; i++)
        if (is_verdict(&ir->items[found->cells[i].item]))
            comparison->crossed[comparison->crossed_count++] = found->cells[i];
}

Comparison *engine_compare(Engine *supposed, const CompareAsk *ask, Arena *arena)
{
    Comparison *comparison = arena_alloc(arena, sizeof *comparison);
    CompareItems items = items_of(supposed->ir, ask, arena);
    Found found;
    *comparison = (Comparison){.base = supposed->root ? supposed->root : supposed,
                               .supposed = supposed,
                               .items = ask->items,
                               .item_count = ask->item_count};
    if (!compare_once(supposed, ask, &items, arena, &found))
        return NULL;
    comparison->totals = found.totals;
    take_cells(comparison, &items, &found, arena);
    add_effects(comparison, ask, &items, arena);
    add_interaction(comparison, &items, arena);
    return comparison;
}

/* Two results side by side, then each change by itself. */
#include "interp/compare.h"

#include <assert.h>

#include "interp/compare_internal.h"
#include "interp/suppose_internal.h"

/* --- values --- */

bool value_equal(Value a, Value b)
{
    if (a.state != b.state)
        return false;
    switch (a.state) {
    case VALUE_KNOWN:
        return ratio_compare(a.number, b.number) == 0;
    case VALUE_OPEN:
        return ratio_compare(a.number, b.number) == 0 && ratio_compare(a.high, b.high) == 0;
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
    bool is_open = value.state == VALUE_OPEN || value.state == VALUE_UNDECIDED;
    bool adds = value.state == VALUE_KNOWN && sum->den;
    if (is_open || (adds && !ratio_add(sum, *sum, value.number)))
        *sum = (Ratio){0, 0};
}

bool is_asked(const CompareAsk *ask, const Engine *supposed, const IrItem *item, uint32_t subject,
              int32_t period)
{
    int32_t first, last;
    if (ask->kind != UINT32_MAX && (ask->kind != item->subject || ask->subject != subject))
        return false;
    if (!ask->scores || ask->scores->period.calendar != item->calendar ||
        !calendar_is_own(&supposed->ir->calendars[item->calendar]))
        return true;
    ask_periods_of(ask->scores, supposed->roster, subject, &first, &last);
    return period >= first && period <= last;
}

void found_cell(Arena *arena, Found *found, size_t place, const CompareItems *items,
                CompareCell cell)
{
    cell.item = items->at[place];
    found->cells =
        arena_grow(arena, found->cells, found->count, &found->room, sizeof *found->cells);
    found->cells[found->count++] = cell;
    found->totals[place].cells++;
}

/* --- the same item, the same subject --- */

static bool named_alike(const Name *a, const Name *b)
{
    return text_equal(name_canonical(a), name_canonical(b));
}

/* Their periods and subjects can be put side by side. */
static bool same_shape(const Ir *a, const IrItem *x, const Ir *b, const IrItem *y)
{
    const IrCalendar *of = &a->calendars[x->calendar], *other = &b->calendars[y->calendar];
    return of->kind == other->kind && of->unit == other->unit && of->anchor == other->anchor &&
           of->length == other->length && named_alike(&of->name, &other->name) &&
           named_alike(&a->subjects[x->subject].name, &b->subjects[y->subject].name);
}

uint32_t compare_base_item(const Engine *base_of, const Engine *supposed_of, uint32_t item)
{
    const Ir *base = base_of->ir, *supposed = supposed_of->ir;
    const IrItem *of = &supposed->items[item];
    for (uint32_t i = 0; i < base->item_count; i++)
        if (base->items[i].kind == of->kind && named_alike(&base->items[i].name, &of->name))
            return same_shape(base, &base->items[i], supposed, of) ? i : NO_INDEX;
    return NO_INDEX;
}

/* Levels are the same when they are called the same. */
static bool cell_equal(const Engine *base, const Engine *supposed, uint32_t before,
                       const CompareCell *cell)
{
    const IrItem *of = &supposed->ir->items[cell->item];
    if (before == NO_INDEX || of->kind != ITEM_GRADE || cell->base.state != VALUE_KNOWN ||
        cell->supposed.state != VALUE_KNOWN)
        return value_equal(cell->base, cell->supposed);
    const IrEnum *old = &base->ir->enums[base->ir->items[before].type.ref];
    const IrEnum *new = &supposed->ir->enums[of->type.ref];
    return named_alike(&old->values[cell->base.number.num],
                       &new->values[cell->supposed.number.num]);
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
                               .accept_rejects = ask->accept_rejects};
    return engine_run(engine, &question);
}

typedef struct Sides {
    const CompareAsk *ask;
    const CompareItems *items;
    Result *base, *supposed;
    Arena *arena;
    Found *found;
} Sides;

/* Who it was as things are; -1: nobody. Other rules may number the kinds of subjects otherwise. */
static int64_t base_subject(const Sides *sides, uint32_t before, uint32_t item, uint32_t subject)
{
    const Roster *roster = sides->supposed->roster, *old = sides->base->roster;
    if (roster == old)
        return subject;
    return roster_find(&old->kinds[sides->base->engine->ir->items[before].subject],
                       roster->kinds[sides->supposed->engine->ir->items[item].subject].id[subject]);
}

static void compare_subject(const Sides *sides, size_t place, uint32_t before, uint32_t subject,
                            int32_t period)
{
    uint32_t item = sides->items->at[place];
    int64_t number = before == NO_INDEX ? -1 : base_subject(sides, before, item, subject);
    CompareTotal *total = &sides->found->totals[place];
    CompareCell cell = {.subject = subject, .period = period};
    cell.supposed = result_value(sides->supposed, item, subject, period);
    cell.base =
        number < 0 ? nothing() : result_value(sides->base, before, (uint32_t)number, period);
    sum_value(&total->base, cell.base);
    sum_value(&total->supposed, cell.supposed);
    cell.item = item;
    if (!cell_equal(sides->base->engine, sides->supposed->engine, before, &cell))
        found_cell(sides->arena, sides->found, place, sides->items, cell);
}

static void compare_item(const Sides *sides, size_t place)
{
    const Ir *ir = sides->supposed->engine->ir;
    const IrItem *item = &ir->items[sides->items->at[place]];
    uint32_t before =
        compare_base_item(sides->base->engine, sides->supposed->engine, sides->items->at[place]);
    const CompareAsk *ask = sides->ask;
    int32_t first, last;
    result_periods(sides->supposed, item->calendar, &first, &last);
    for (int32_t period = first; period <= last; period++)
        for (uint32_t i = 0; i < sides->supposed->roster->kinds[item->subject].count; i++)
            if (is_asked(ask, sides->supposed->engine, item, i, period))
                compare_subject(sides, place, before, i, period);
}

bool compare_whole(Engine *supposed, const CompareAsk *ask, const CompareItems *items, Arena *arena,
                   Found *found)
{
    Engine *root = supposed->root;
    uint32_t *before = arena_alloc(arena, (items->count + 1) * sizeof *before);
    size_t count = 0;
    for (size_t i = 0; i < items->count; i++) {
        uint32_t item = compare_base_item(root, supposed, items->at[i]);
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
    if (!engine_accepts(supposed->root, ask->accept_rejects) ||
        !engine_accepts(supposed, ask->accept_rejects))
        return false;
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

/* The children of all overlays that change something, one after the other. */
typedef struct ChainParts {
    const Engine *supposed;
    Arena *arena;
} ChainParts;

static const Node *chain_part(const Engine *engine, size_t part, const Node **suppose)
{
    for (size_t i = 0;; i++) {
        assert(i < engine->chain_count);
        for (const Node *at = engine->chain[i]->first; at != NULL; at = at->next) {
            *suppose = engine->chain[i];
            if (is_change(at) && part-- == 0)
                return at;
        }
    }
}

static Engine *alone(const void *context, Engine *base, size_t part)
{
    const ChainParts *parts = context;
    const Node *suppose;
    const Node *change = chain_part(parts->supposed, part, &suppose);
    Node *copy = arena_copy(parts->arena, suppose, sizeof *suppose);
    copy->first = copy->last = arena_copy(parts->arena, change, sizeof *change);
    copy->first->next = NULL;
    return engine_suppose(base, copy);
}

/* Names are what the single engine has in common with the whole one. */
static bool items_alone(const Engine *engine, const Engine *whole, const CompareItems *items,
                        CompareItems *out, Arena *arena)
{
    *out = (CompareItems){arena_alloc(arena, (items->asked + 1) * sizeof *out->at), 0, 0};
    for (size_t i = 0; i < items->asked; i++) {
        out->at[i] = compare_base_item(engine, whole, items->at[i]);
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
    Text id = whole->roster->kinds[ask->kind].id[ask->subject];
    int kind = ir_find_subject(engine->ir, whole->ir->subjects[ask->kind].name.text);
    int64_t found = kind < 0 ? -1 : roster_find(&engine->roster->kinds[kind], id);
    if (found < 0)
        return false;
    ask->kind = (uint32_t)kind;
    ask->subject = (uint32_t)found;
    return true;
}

static void effect_alone(Comparison *comparison, const CompareAsk *ask, const CompareItems *items,
                         Arena *arena, CompareEffect *effect, Engine *engine)
{
    CompareItems own;
    CompareAsk asked = *ask;
    Found found;
    if (!engine || !items_alone(engine, comparison->supposed, items, &own, arena) ||
        !subject_alone(comparison->supposed, engine, &asked) ||
        !compare_once(engine, &asked, &own, arena, &found))
        return;
    effect->stands = true;
    for (size_t i = 0; i < items->asked; i++)
        effect->difference[i] = found.totals[i].difference;
    effect->cells = found.count;
}

/* The only change is the whole. */
static void effect_whole(const Comparison *comparison, CompareEffect *effect)
{
    effect->stands = true;
    effect->cells = comparison->cell_count + comparison->crossed_count;
    for (size_t k = 0; k < comparison->item_count; k++)
        effect->difference[k] = comparison->totals[k].difference;
}

static void add_effects(Comparison *comparison, const CompareAsk *ask, const CompareItems *items,
                        const CompareParts *parts, Arena *arena)
{
    Engine *base = comparison->base;
    comparison->effects = arena_alloc(arena, (parts->count + 1) * sizeof *comparison->effects);
    comparison->effect_count = parts->count;
    for (size_t i = 0; i < parts->count; i++) {
        CompareEffect *effect = &comparison->effects[i];
        *effect = (CompareEffect){
            .difference = arena_alloc(arena, (items->asked + 1) * sizeof *effect->difference)};
        for (size_t k = 0; k < items->asked; k++)
            effect->difference[k] =
                has_sum(comparison->supposed->ir, items->at[k]) ? RATIO(0) : (Ratio){0, 0};
        if (parts->count == 1) {
            effect_whole(comparison, effect);
            continue;
        }
        size_t said = diag_count(base->diag);
        Engine *engine = parts->alone(parts->context, base, i);
        effect_alone(comparison, ask, items, arena, effect, engine);
        engine_free(engine);
        diag_truncate(base->diag, said);
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

Comparison *engine_compare_parts(Engine *supposed, const CompareAsk *ask, const CompareParts *parts,
                                 Arena *arena)
{
    Comparison *comparison = arena_alloc(arena, sizeof *comparison);
    CompareItems items = items_of(supposed->ir, ask, arena);
    Found found;
    *comparison = (Comparison){.base = supposed->root,
                               .supposed = supposed,
                               .items = ask->items,
                               .item_count = ask->item_count};
    if (!compare_once(supposed, ask, &items, arena, &found))
        return NULL;
    comparison->totals = found.totals;
    take_cells(comparison, &items, &found, arena);
    add_effects(comparison, ask, &items, parts, arena);
    add_interaction(comparison, &items, arena);
    return comparison;
}

Comparison *engine_compare(Engine *supposed, const CompareAsk *ask, Arena *arena)
{
    const ChainParts chain = {supposed, arena};
    const CompareParts parts = {change_count(supposed), alone, &chain};
    Comparison *comparison = engine_compare_parts(supposed, ask, &parts, arena);
    for (size_t i = 0; comparison && i < comparison->effect_count; i++) {
        CompareEffect *effect = &comparison->effects[i];
        effect->change = chain_part(supposed, i, &effect->suppose);
    }
    return comparison;
}

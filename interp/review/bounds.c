/* Interval arithmetic over formulas. Where a bound overflows there is none. */
#include "interp/review/bounds.h"

#include <assert.h>

enum { DEEP = 8 }; /* scores of scores that are followed */

static const Bounds OPEN = {0};

static Bounds exactly(Ratio value)
{
    return (Bounds){true, true, value, value};
}

static Bounds item_at(const Ir *ir, uint32_t item, int depth);
static Bounds expr_at(const Ir *ir, const Expr *expr, int depth);

/* --- arithmetic --- */

/* A negative factor turns the ends round. */
static Bounds scaled(Bounds a, Ratio by)
{
    if (ratio_is_zero(by))
        return exactly(RATIO(0));
    a.has_low = a.has_low && ratio_mul(&a.low, a.low, by);
    a.has_high = a.has_high && ratio_mul(&a.high, a.high, by);
    return by.num > 0 ? a : (Bounds){a.has_high, a.has_low, a.high, a.low};
}

static Bounds negated(Bounds a)
{
    return scaled(a, RATIO(-1));
}

static Bounds added(Bounds a, Bounds b)
{
    Bounds out = {.has_low = a.has_low && b.has_low, .has_high = a.has_high && b.has_high};
    out.has_low = out.has_low && ratio_add(&out.low, a.low, b.low);
    out.has_high = out.has_high && ratio_add(&out.high, a.high, b.high);
    return out;
}

static Bounds either(Bounds a, Bounds b)
{
    Bounds out = {.has_low = a.has_low && b.has_low, .has_high = a.has_high && b.has_high};
    out.low = out.has_low && ratio_compare(b.low, a.low) < 0 ? b.low : a.low;
    out.high = out.has_high && ratio_compare(b.high, a.high) > 0 ? b.high : a.high;
    return out;
}

static bool is_exact(Bounds a)
{
    return a.has_low && a.has_high && ratio_compare(a.low, a.high) == 0;
}

static Bounds multiplied(Bounds a, Bounds b)
{
    if (is_exact(b))
        return scaled(a, b.low);
    if (is_exact(a))
        return scaled(b, a.low);
    bool positive = a.has_low && b.has_low && a.low.num >= 0 && b.low.num >= 0;
    if (!positive)
        return OPEN;
    Bounds out = {.has_high = a.has_high && b.has_high};
    out.has_low = ratio_mul(&out.low, a.low, b.low);
    out.has_high = out.has_high && ratio_mul(&out.high, a.high, b.high);
    return out;
}

static Bounds divided(Bounds a, Bounds b)
{
    Ratio by;
    if (is_exact(b) && ratio_div(&by, RATIO(1), b.low))
        return scaled(a, by);
    return OPEN;
}

/* --- leaves --- */

static const IrField *event_field_of(const Ir *ir, uint32_t slot)
{
    const IrField *found = NULL;
    for (size_t i = 0; i < ir->event_count && !found; i++)
        for (size_t f = 0; f < ir->events[i].field_count && !found; f++)
            if (ir->events[i].fields[f].slot == slot)
                found = &ir->events[i].fields[f];
    assert(found != NULL); /* slots are made for fields */
    return found;
}

const IrField *field_of(const Ir *ir, const Expr *expr)
{
    if (expr->op == EXPR_FIELD)
        return event_field_of(ir, expr->index);
    if (expr->op == EXPR_ROSTER)
        return &ir->subjects[expr->arg[0]->type.ref].fields[expr->index];
    return NULL;
}

bool field_may_lack(const Ir *ir, const Expr *expr)
{
    const IrField *field = field_of(ir, expr);
    if (field == NULL)
        return false;
    if (expr->op == EXPR_ROSTER)
        return field->optional || field_may_lack(ir, expr->arg[0]);
    for (size_t i = 0; i < ir->event_count; i++)
        for (size_t f = 0; f < ir->events[i].field_count; f++)
            if (ir->events[i].fields[f].slot == expr->index && !ir->events[i].fields[f].optional)
                return false;
    return true;
}

static Bounds field_bounds(const IrField *field)
{
    if (field == NULL || !field->has_bounds)
        return OPEN;
    return (Bounds){true, true, field->low, field->high};
}

/* A column is shared by the kinds that have a field of that name: the widest bounds hold. */
static Bounds slot_bounds(const Ir *ir, uint32_t slot)
{
    bool any = false;
    Bounds out = OPEN;
    for (size_t i = 0; i < ir->event_count; i++)
        for (size_t f = 0; f < ir->events[i].field_count; f++) {
            const IrField *field = &ir->events[i].fields[f];
            if (field->slot != slot)
                continue;
            out = any ? either(out, field_bounds(field)) : field_bounds(field);
            any = true;
        }
    if (!out.has_low && ir->slots[slot].type.dim.times == 1) {
        out.has_low = true;
        out.low = RATIO(0);
    }
    return out;
}

static Bounds measure_bounds(const Ir *ir, const Expr *expr, int depth)
{
    const IrItem *measure = &ir->items[expr->index];
    Bounds one =
        measure->measured == NULL ? exactly(RATIO(1)) : expr_at(ir, measure->measured, depth);
    bool is_sum = expr->agg == AGG_TOTAL || expr->agg == AGG_COUNT;
    if (!is_sum)
        return one;
    Bounds out = {.has_low = expr->agg == AGG_COUNT || (one.has_low && one.low.num >= 0),
                  .has_high = expr->agg == AGG_TOTAL && one.has_high && one.high.num <= 0};
    out.low = out.high = RATIO(0);
    return out;
}

static Bounds aggregate_bounds(const Ir *ir, const Expr *expr, int depth)
{
    bool is_sum = expr->agg == AGG_TOTAL || expr->agg == AGG_COUNT;
    if (!is_sum)
        return item_at(ir, expr->index, depth + 1);
    Bounds one = expr->agg == AGG_COUNT ? exactly(RATIO(1)) : item_at(ir, expr->index, depth + 1);
    return (Bounds){.has_low = one.has_low && one.low.num >= 0,
                    .has_high = one.has_high && one.high.num <= 0,
                    .low = RATIO(0),
                    .high = RATIO(0)};
}

static Bounds if_bounds(const Ir *ir, const Expr *expr, int depth)
{
    Bounds then = expr_at(ir, expr->arg[1], depth);
    if (expr->arg[2]->op == EXPR_UNKNOWN)
        return then;
    return either(then, expr_at(ir, expr->arg[2], depth));
}

/* The lower of two is at most either's high end, and at least the lower of the low ones. */
static Bounds extreme_bounds(Bounds a, Bounds b, bool lower)
{
    Bounds both = either(a, b);
    bool a_first = !b.has_high || (a.has_high && ratio_compare(a.high, b.high) < 0);
    if (!lower)
        return negated(extreme_bounds(negated(a), negated(b), true));
    both.has_high = a.has_high || b.has_high;
    both.high = a_first ? a.high : b.high;
    return both;
}

static Bounds expr_at(const Ir *ir, const Expr *expr, int depth)
{
    if (depth > DEEP)
        return OPEN;
    switch ((int)expr->op) {
    case EXPR_CONST:
        return exactly(expr->value);
    case EXPR_FIELD:
        return slot_bounds(ir, expr->index);
    case EXPR_ROSTER:
        return field_bounds(field_of(ir, expr));
    case EXPR_CELL:
        return item_at(ir, expr->index, depth + 1);
    case EXPR_EVENT_AGG:
        return measure_bounds(ir, expr, depth);
    case EXPR_ITEM_AGG:
        return aggregate_bounds(ir, expr, depth);
    case EXPR_NEG:
        return negated(expr_at(ir, expr->arg[0], depth));
    case EXPR_ADD:
        return added(expr_at(ir, expr->arg[0], depth), expr_at(ir, expr->arg[1], depth));
    case EXPR_SUB:
        return added(expr_at(ir, expr->arg[0], depth), negated(expr_at(ir, expr->arg[1], depth)));
    case EXPR_MUL:
        return multiplied(expr_at(ir, expr->arg[0], depth), expr_at(ir, expr->arg[1], depth));
    case EXPR_DIV:
        return divided(expr_at(ir, expr->arg[0], depth), expr_at(ir, expr->arg[1], depth));
    case EXPR_LOWER:
    case EXPR_HIGHER:
        return extreme_bounds(expr_at(ir, expr->arg[0], depth), expr_at(ir, expr->arg[1], depth),
                              expr->op == EXPR_LOWER);
    case EXPR_IF:
        return if_bounds(ir, expr, depth);
    default:
        return OPEN;
    }
}

Bounds bounds_of(const Ir *ir, const Expr *expr)
{
    return expr_at(ir, expr, 0);
}

void bounds_domain(const Ir *ir, const Expr *expr, Domain *domain)
{
    Bounds bounds = expr->type.kind == TYPE_NUMBER ? bounds_of(ir, expr) : OPEN;
    domain->is_whole =
        expr->type.kind == TYPE_DATE || (expr->op == EXPR_FIELD && type_scale(expr->type) == 1);
    domain->has_low = bounds.has_low;
    domain->has_high = bounds.has_high;
    domain->low = bounds.low;
    domain->high = bounds.high;
}

/* --- items --- */

static void effect_moves(const Ir *ir, const IrEffect *effect, Moves *moves)
{
    if (effect->kind != EFFECT_POST) {
        moves->other |= effect->kind != EFFECT_HOLD || effect->next;
        return;
    }
    Bounds low = bounds_of(ir, effect->amount);
    Bounds high = effect->high == NULL ? low : bounds_of(ir, effect->high);
    moves->down |= !low.has_low || low.low.num < 0;
    moves->up |= !high.has_high || high.high.num > 0;
}

Moves moves_of(const Ir *ir, uint32_t item)
{
    Moves moves = {0};
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++) {
            const IrEffect *effect = &ir->rules[i].effects[k];
            if (effect_acts_on_item(effect) && effect->item == item)
                effect_moves(ir, effect, &moves);
        }
    return moves;
}

static Bounds unlimited_at(const Ir *ir, uint32_t item, const IrVersion *version, int depth)
{
    if (version->pro_rata)
        return OPEN;
    if (ir->items[item].kind == ITEM_SCORE)
        return expr_at(ir, version->formula, depth);
    assert(ir->items[item].kind == ITEM_SECTION);
    Moves moves = moves_of(ir, item);
    Bounds base = version->base == NULL ? exactly(RATIO(0)) : expr_at(ir, version->base, depth);
    base.has_low = base.has_low && !moves.down && !moves.other;
    base.has_high = base.has_high && !moves.up && !moves.other;
    return base;
}

Bounds bounds_unlimited(const Ir *ir, uint32_t item, const IrVersion *version)
{
    return unlimited_at(ir, item, version, 0);
}

static void limit(const Ir *ir, const IrVersion *version, Bounds *bounds, int depth)
{
    Bounds floor = version->floor == NULL ? OPEN : expr_at(ir, version->floor, depth);
    Bounds cap = version->cap == NULL ? OPEN : expr_at(ir, version->cap, depth);
    if (floor.has_low && (!bounds->has_low || ratio_compare(floor.low, bounds->low) > 0)) {
        bounds->has_low = true;
        bounds->low = floor.low;
    }
    if (cap.has_high && (!bounds->has_high || ratio_compare(cap.high, bounds->high) < 0)) {
        bounds->has_high = true;
        bounds->high = cap.high;
    }
}

/* A hold or a withhold comes after the limits. */
static bool is_acted_on(const Ir *ir, uint32_t item)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++) {
            const IrEffect *effect = &ir->rules[i].effects[k];
            bool later = effect->kind == EFFECT_HOLD || effect->kind == EFFECT_WITHHOLD;
            if (later && effect->item == item)
                return true;
        }
    return false;
}

static Bounds item_at(const Ir *ir, uint32_t item, int depth)
{
    const IrItem *of = &ir->items[item];
    if ((of->kind != ITEM_SECTION && of->kind != ITEM_SCORE) || is_acted_on(ir, item))
        return OPEN;
    Bounds out = OPEN;
    for (size_t i = 0; i < of->version_count; i++) {
        const IrVersion *version = &of->versions[i];
        Bounds one = unlimited_at(ir, item, version, depth);
        limit(ir, version, &one, depth);
        if (version->rounding.set)
            one = OPEN; /* may pass the limit by a step */
        out = i == 0 ? one : either(out, one);
    }
    return out;
}

Bounds bounds_of_item(const Ir *ir, uint32_t item)
{
    return item_at(ir, item, 0);
}

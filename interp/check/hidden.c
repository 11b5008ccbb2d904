/* Items that no declaration names: what aggregates are of, and aggregates over several subjects. */
#include "interp/check/aggregate.h"

const IrItem *item_at(const Check *c, uint32_t index)
{
    const Ir *ir = c->ir;
    return index < ir->item_count ? &ir->items[index] : &c->measures[index - ir->item_count];
}

static bool same_kinds(const IrItem *a, const IrItem *b)
{
    if (a->kind_count != b->kind_count)
        return false;
    for (size_t i = 0; i < a->kind_count; i++)
        if (a->kinds[i] != b->kinds[i])
            return false;
    return true;
}

static bool same_item(const IrItem *a, const IrItem *b)
{
    if (a->kind != b->kind || a->subject != b->subject || a->calendar != b->calendar ||
        a->of != b->of || !same_kinds(a, b) || a->whose_count + b->whose_count > 0)
        return false;
    for (size_t i = 0; i < a->version_count; i++)
        if (!expr_equal(a->versions[i].formula, b->versions[i].formula) ||
            !expr_equal(a->versions[i].only, b->versions[i].only))
            return false;
    return expr_equal(a->measured, b->measured) && expr_equal(a->where, b->where);
}

uint32_t hidden_add(Check *c, const IrItem *item)
{
    for (size_t i = 0; i < c->measure_count; i++)
        if (same_item(&c->measures[i], item))
            return (uint32_t)(c->ir->item_count + i);
    *GROW(c, c->measures, c->measure_count, c->measure_room) = *item;
    return (uint32_t)(c->ir->item_count + c->measure_count - 1);
}

static IrItem hidden_of(Check *c, ItemKind kind, uint32_t subject, uint32_t calendar, Expr *formula)
{
    Span span = formula->span;
    Text words = text_slice(diag_source_text(c->diag, span.source), span.start, span.end);
    IrItem item = {.kind = kind,
                   .name = {words, {0}, {0}},
                   .type = formula->type,
                   .subject = subject,
                   .calendar = calendar,
                   .across = NONE,
                   .version_count = 1};
    item.versions = arena_alloc(c->arena, sizeof *item.versions);
    item.versions[0] =
        (IrVersion){.meta = {.from = DAY_ALWAYS, .until = DAY_NEVER, .span = formula->span},
                    .formula = formula,
                    .by_item = NONE};
    return item;
}

uint32_t member_add(Check *c, uint32_t subject, uint32_t calendar, Expr *formula, Expr *only)
{
    IrItem item = hidden_of(c, ITEM_MEMBER, subject, calendar, formula);
    item.versions[0].only = only;
    return hidden_add(c, &item);
}

Expr *group_of(Check *c, const Env *env, Expr *aggregate)
{
    IrItem item = hidden_of(c, ITEM_GROUP, env->subject, env->calendar, aggregate);
    Expr *expr = expr_new(c, EXPR_GROUP, aggregate->type, aggregate->span);
    expr->agg = aggregate->agg;
    expr->index = hidden_add(c, &item);
    return expr;
}

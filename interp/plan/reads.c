/* Who reads whom in the graph of items and rules on scores. */
#include "interp/plan/plan.h"

#include <assert.h>

typedef struct Reading {
    const Ir *ir;
    ReadVisitor *visit;
    void *context;
    uint32_t subject, calendar;
} Reading;

static void read_sections(const Reading *reading, const Expr *expr)
{
    for (uint32_t i = 0; i < reading->ir->item_count; i++) {
        const IrItem *item = &reading->ir->items[i];
        if (item->kind == ITEM_SECTION && item->subject == reading->subject &&
            item->calendar == reading->calendar)
            reading->visit(reading->context, expr, i, NO_INDEX);
    }
}

/* What rules post of meetings is posted to their section. */
static void read_item(const Reading *reading, const Expr *expr)
{
    const IrItem *item = &reading->ir->items[expr->index];
    reading->visit(reading->context, expr, expr->index, NO_INDEX);
    if (item->kind == ITEM_MEETING && reading->ir->items[item->of].kind == ITEM_SECTION)
        reading->visit(reading->context, expr, item->of, NO_INDEX);
}

static void read_expr(const Reading *reading, const Expr *expr)
{
    if (!expr)
        return;
    if (expr->op == EXPR_CELL || expr->op == EXPR_ITEM_AGG || expr->op == EXPR_GROUP ||
        expr->op == EXPR_SHARE)
        read_item(reading, expr);
    else if (expr->op == EXPR_SECTIONS)
        read_sections(reading, expr);
    else if (expr->op == EXPR_EVENT_AGG) {
        if (expr->agg != AGG_COUNT)
            reading->visit(reading->context, expr, expr->index, NO_INDEX);
        if (expr->agg != AGG_TOTAL)
            reading->visit(reading->context, expr, expr->other, NO_INDEX);
    }
    for (int i = 0; i < 3; i++)
        read_expr(reading, expr->arg[i]);
}

static void read_list(const Reading *reading, Expr *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        read_expr(reading, list[i]);
}

static void read_version(const Reading *reading, const IrVersion *version)
{
    read_expr(reading, version->base);
    read_expr(reading, version->formula);
    read_expr(reading, version->floor);
    read_expr(reading, version->cap);
    read_expr(reading, version->only);
    read_expr(reading, version->by);
    read_expr(reading, version->rounding.across);
    read_list(reading, version->then_by, version->then_count);
    read_list(reading, version->within, version->within_count);
    for (size_t i = 0; i < version->level_count; i++) {
        read_expr(reading, version->levels[i].condition);
        read_list(reading, version->levels[i].quota.within, version->levels[i].quota.within_count);
    }
}

bool rule_targets(const IrRule *rule, uint32_t item)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        EffectKind kind = rule->effects[i].kind;
        bool has_item = kind != EFFECT_TREAT_AS && kind != EFFECT_VOID && kind != EFFECT_NOTICE;
        if (has_item && rule->effects[i].item == item)
            return true;
    }
    return false;
}

/* The rule, or another version that uses up the same cap. */
static bool family_targets(const Ir *ir, uint32_t rule, uint32_t item)
{
    uint32_t family = ir->rules[rule].family;
    bool targets = rule_targets(&ir->rules[rule], item);
    for (size_t i = 0; i < ir->rule_count && !targets && ir->together[family]; i++)
        targets = ir->rules[i].family == family && rule_targets(&ir->rules[i], item);
    return targets;
}

void visit_item_reads(const Ir *ir, uint32_t index, ReadVisitor *visit, void *context)
{
    const IrItem *item = &ir->items[index];
    Reading reading = {ir, visit, context, item->subject, item->calendar};
    for (size_t i = 0; i < item->version_count; i++) {
        read_version(&reading, &item->versions[i]);
        if (item->kind == ITEM_GRADE && item->versions[i].by_item != NO_INDEX)
            visit(context, NULL, item->versions[i].by_item, NO_INDEX);
    }
    if (!item->is_target)
        return;
    for (uint32_t i = 0; i < ir->rule_count; i++)
        if ((ir->rules[i].trigger == TRIGGER_SCORES && family_targets(ir, i, index)) ||
            (ir->rules[i].staged && rule_targets(&ir->rules[i], index)))
            visit(context, NULL, NO_INDEX, i);
}

void visit_cell_reads(const Ir *ir, const Expr *expr, uint32_t subject, uint32_t calendar,
                      ReadVisitor *visit, void *context)
{
    Reading reading = {ir, visit, context, subject, calendar};
    read_expr(&reading, expr);
}

void visit_rule_reads(const Ir *ir, uint32_t index, ReadVisitor *visit, void *context)
{
    const IrRule *rule = &ir->rules[index];
    assert(rule->trigger == TRIGGER_SCORES || rule->staged); /* others read no score */
    Reading reading = {ir, visit, context, rule->subject, rule->calendar};
    read_expr(&reading, rule->where);
    read_expr(&reading, rule->unless);
    read_expr(&reading, rule->only);
    read_expr(&reading, rule->counted);
    read_expr(&reading, rule->count_by);
    read_expr(&reading, rule->run_where);
    for (size_t i = 0; i < rule->effect_count; i++)
        read_expr(&reading, rule->effects[i].amount);
    for (size_t i = 0; i < rule->cap_count; i++)
        read_expr(&reading, rule->caps[i].amount);
    for (size_t i = 0; i < rule->charge_count; i++) {
        read_expr(&reading, rule->charges[i].path);
        read_expr(&reading, rule->charges[i].where);
    }
    uint32_t before = rule_run_before(ir, index);
    if (before != NO_INDEX)
        visit(context, NULL, NO_INDEX, before);
}

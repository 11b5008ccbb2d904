/* Takes conditions apart, and puts into words why one does not hold. */
#include "interp/conditions.h"

#include "interp/report/unit.h"

static void split(Arena *arena, const Expr *expr, ExprOp joint, ConditionLead lead, Conditions *out)
{
    if (expr == NULL)
        return;
    if (expr->op == joint) {
        split(arena, expr->arg[0], joint, lead, out);
        split(arena, expr->arg[1], joint, lead, out);
        return;
    }
    out->at = arena_grow(arena, out->at, out->count, &out->room, sizeof *out->at);
    out->at[out->count++] = (Condition){expr, lead};
}

void conditions_of(Arena *arena, const IrRule *rule, Conditions *out)
{
    split(arena, rule->where, EXPR_AND, LEAD_WHERE, out);
    split(arena, rule->only, EXPR_AND, LEAD_FOR, out);
    split(arena, rule->unless, EXPR_OR, LEAD_UNLESS, out);
}

void conditions_split(Arena *arena, const Expr *expr, Conditions *out)
{
    split(arena, expr, EXPR_AND, LEAD_WHERE, out);
}

static bool condition_holds(const Condition *condition, ConditionValue *value, void *context)
{
    Ratio holds = value(context, condition->expr);
    return holds.den != 0 && (holds.num != 0) == (condition->lead != LEAD_UNLESS);
}

/* `between` and `is one of` are several that were written as one. */
static bool is_same(const Condition *a, const Condition *b)
{
    return a->expr->span.start == b->expr->span.start && a->expr->span.end == b->expr->span.end;
}

bool condition_fails(const Conditions *conditions, size_t i, ConditionValue *value, void *context)
{
    const Condition *condition = &conditions->at[i];
    return !condition_holds(condition, value, context) &&
           (i == 0 || !is_same(condition - 1, condition) ||
            condition_holds(condition - 1, value, context));
}

/* ---- In words ---- */

static bool is_comparison(ExprOp op)
{
    return op >= EXPR_EQ && op <= EXPR_LT;
}

/* The comparison that tells most: the first of `is one of`, what `not` stands before. */
static const Expr *comparison_in(const Expr *expr)
{
    while (expr != NULL && !is_comparison(expr->op))
        expr = expr->op == EXPR_OR || expr->op == EXPR_AND || expr->op == EXPR_NOT ? expr->arg[0]
                                                                                   : NULL;
    return expr;
}

static Text value_words(const Explainer *explainer, const Roster *roster, Type type, Ratio value)
{
    if (value.den == 0)
        return text_from(explain_say(explainer, "not known", "不明"));
    if (type.kind == TYPE_TEXT)
        return text_pool_get(roster->pool, (int32_t)value.num);
    if (type.kind == TYPE_SUBJECT)
        return roster->kinds[type.ref].id[value.num];
    return value_shown(explainer->arena, explainer->ir, type, value, explainer->language);
}

Text margin_words(const Explainer *explainer, Type type, Ratio margin, bool wants_more)
{
    if (margin.num == 0)
        return text_from(explain_say(explainer, ", just at the bound", "，恰为界值"));
    Text size = value_shown(explainer->arena, explainer->ir, type, margin, explainer->language);
    const char *format = wants_more ? explain_say(explainer, ", %.*s short", "，差 %.*s")
                                    : explain_say(explainer, ", %.*s over", "，超出 %.*s");
    return explain_format(explainer, format, (int)size.size, size.at);
}

/* Of an order that does not hold; other comparisons have no margin. */
static Text margin_of(const Explainer *explainer, const Expr *expr, Ratio left, Ratio right)
{
    Ratio margin;
    bool wants_more = expr->op == EXPR_GE || expr->op == EXPR_GT;
    bool is_ordered = expr->op != EXPR_EQ && expr->op != EXPR_NE;
    if (!is_ordered || expr->arg[0]->type.kind != TYPE_NUMBER || left.den == 0 || right.den == 0 ||
        !(wants_more ? ratio_sub(&margin, right, left) : ratio_sub(&margin, left, right)))
        return TEXT("");
    return margin_words(explainer, expr->arg[0]->type, margin, wants_more);
}

static const char *lead_words(const Explainer *explainer, ConditionLead lead)
{
    switch (lead) {
    case LEAD_WHERE:
        return "";
    case LEAD_UNLESS:
        return explain_say(explainer, "unless ", "除非 ");
    case LEAD_FOR:
        return explain_say(explainer, "for ", "适用 ");
    }
    return "";
}

Text condition_words(const Explainer *explainer, const Roster *roster, const Condition *condition,
                     ConditionValue *value, void *context)
{
    const Expr *compared = comparison_in(condition->expr);
    const Expr *shown = compared != NULL ? compared->arg[0] : condition->expr;
    Ratio left = value(context, shown);
    Text written = explain_written(explainer, condition->expr->span);
    Text is = value_words(explainer, roster, shown->type, left);
    bool has_margin = compared == condition->expr && condition->lead != LEAD_UNLESS;
    Text margin = has_margin
                      ? margin_of(explainer, compared, left, value(context, compared->arg[1]))
                      : TEXT("");
    return explain_format(explainer, explain_say(explainer, "%s%.*s: %.*s%.*s", "%s%.*s：%.*s%.*s"),
                          lead_words(explainer, condition->lead), (int)written.size, written.at,
                          (int)is.size, is.at, (int)margin.size, margin.at);
}

/* What each kind of node means where a value is wanted, and the values that a place demands. */
#include "interp/check/work.h"

#include <assert.h>

static Expr *number_literal(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Ratio value = RATIO(0);
    Dimension dim = {0};
    bool has_unit = false;
    (void)env, (void)opposite;
    if (!number_read(c, node, &value, &dim, &has_unit))
        return expr_poison(c, node->span);
    Expr *expr = expr_const(c, type_number(dim), value, node->span);
    expr->is_percent = node->kind == NODE_QUANTITY && node->unit == UNIT_WORD_PERCENT;
    return expr;
}

static Expr *date_literal(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    (void)env, (void)opposite;
    return expr_const(c, type_of(TYPE_DATE, 0), RATIO(day_of(c, node)), node->span);
}

static Expr *text_literal(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    (void)env, (void)opposite;
    Expr *expr = expr_const(c, type_of(TYPE_TEXT, 0), RATIO(0), node->span);
    expr->text = node->name;
    return expr;
}

static Expr *yes_no_literal(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    (void)env, (void)opposite;
    return expr_const(c, type_of(TYPE_YES_NO, 0), RATIO(node->kind == NODE_YES), node->span);
}

static Expr *aggregate_or_values(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    return node_gathers(node) ? aggregate_check(c, env, node, opposite)
                              : extreme_check(c, env, node);
}

static Expr *operation(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    (void)opposite;
    return expr_arithmetic(c, env, node);
}

typedef Expr *(*Checker)(Check *, const Env *, const Node *, const Type *);
static const Checker checkers[NODE_KINDS] = {
    [NODE_NUMBER] = number_literal,
    [NODE_QUANTITY] = number_literal,
    [NODE_DATE] = date_literal,
    [NODE_TEXT] = text_literal,
    [NODE_YES] = yes_no_literal,
    [NODE_NO] = yes_no_literal,
    [NODE_NAME] = path_check,
    [NODE_PATH] = path_check,
    [NODE_BINARY] = operation,
    [NODE_UNARY] = operation,
    [NODE_COMPARE] = compare_check,
    [NODE_BETWEEN] = between_check,
    [NODE_IS_ONE_OF] = one_of_check,
    [NODE_IS_KNOWN] = known_check,
    [NODE_IF] = if_check,
    [NODE_LOOKUP] = lookup_check,
    [NODE_AGGREGATE] = aggregate_or_values,
};

Expr *expr_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    assert(checkers[node->kind] != NULL); /* the grammar lets nothing else stand in a formula */
    return checkers[node->kind](c, env, node, opposite);
}

Expr *expr_condition(Check *c, const Env *env, const Node *node)
{
    Expr *expr = expr_check(c, env, node, NULL);
    if (expr_is_poison(expr) || expr->type.kind == TYPE_YES_NO)
        return expr;
    SAY(c, E0305, expr->span, say_type(c, expr->type), NULL);
    return expr_of(c, EXPR_POISON, type_of(TYPE_POISON, 0), node->span, expr, NULL, NULL);
}

const char *unit_wanted(Check *c, Ratio value, Type type)
{
    return say_both(c, BOTH("write instead: %1", "应写作：%1"), say_amount(c, type, value), "");
}

const char *unit_help(Check *c, const Expr *expr, Type type)
{
    if (type.kind != TYPE_NUMBER)
        return BOTH("both sides need the same unit or the same type", "两边的单位或类型必须相同");
    if (!expr_is_bare(expr))
        return BOTH("both sides need the same unit; turn one into the other with a rate",
                    "两边的单位必须相同；请用比率换算");
    return unit_wanted(c, expr->value, type);
}

static Expr *not_typed(Check *c, const Node *node, Expr *expr, Type type, const char *what)
{
    if (expr->type.kind == TYPE_NUMBER)
        SAY(c, E0303, expr->span, what, say_type(c, type), say_type(c, expr->type),
            unit_help(c, expr, type), NULL);
    else
        SAY(c, E0304, expr->span, what, say_type(c, type), say_type(c, expr->type), NULL);
    return expr_of(c, EXPR_POISON, type_of(TYPE_POISON, 0), node->span, expr, NULL, NULL);
}

Expr *expr_typed(Check *c, const Env *env, const Node *node, Type type, const char *what)
{
    Expr *expr = expr_check(c, env, node, &type);
    if (expr_is_poison(expr) || type_is_poison(type))
        return expr;
    if (expr_adapts(expr))
        expr->type = type;
    if (type_equal(expr->type, type))
        return expr;
    return not_typed(c, node, expr, type, what);
}

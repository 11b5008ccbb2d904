/* Comparisons and choices. */
#include "interp/check/work.h"

static Type yes_no(void)
{
    return type_of(TYPE_YES_NO, 0);
}

static Expr *poison_of(Check *c, Span span, Expr *a, Expr *b)
{
    return expr_of(c, EXPR_POISON, type_of(TYPE_POISON, 0), span, a, b, NULL);
}

static const char *this_is(Check *c, const Expr *expr)
{
    return say_both(c, BOTH("this is %1", "这是%1"), say_type(c, expr->type), "");
}

static Expr *unlike(Check *c, Span span, Expr *a, Expr *b)
{
    const char *help = expr_is_bare(a)   ? unit_help(c, a, b->type)
                       : expr_is_bare(b) ? unit_help(c, b, a->type)
                                         : BOTH("both sides need the same unit or the same type",
                                                "两边的单位或类型必须相同");
    SAY(c, E0308, span, say_type(c, a->type), say_type(c, b->type), help, NULL);
    diag_label(c->diag, a->span, this_is(c, a));
    diag_label(c->diag, b->span, this_is(c, b));
    return poison_of(c, span, a, b);
}

/* How many base units a bare number beside a field of hours, weeks or years stands for. */
static Ratio bare_factor(const Check *c, const Expr *other)
{
    if (other->op == EXPR_ROSTER)
        return c->ir->subjects[other->arg[0]->type.ref].fields[other->index].factor;
    for (size_t i = 0; other->op == EXPR_FIELD && i < c->ir->event_count; i++)
        for (size_t j = 0; j < c->ir->events[i].field_count; j++)
            if (c->ir->events[i].fields[j].slot == other->index)
                return c->ir->events[i].fields[j].factor;
    return RATIO(1);
}

static bool numbers_meet(Check *c, Expr *a, Expr *b)
{
    Expr *bare = expr_is_bare(a) ? a : b;
    const Expr *other = bare == a ? b : a;
    if (expr_is_bare(bare) && !dim_is_plain(other->type.dim) && expr_unify(a, b))
        return ratio_mul(&bare->value, bare->value, bare_factor(c, other));
    return expr_unify(a, b);
}

/* A bare 20 beside a percentage may mean 20% or 2000%: it must say. */
static bool percent_bare(Check *c, const Node *node, const Expr *number, const Expr *other)
{
    if (node->kind != NODE_NUMBER || expr_is_poison(number) || expr_adapts(number) ||
        expr_is_poison(other) || ratio_compare(bare_factor(c, other), (Ratio){1, 100}) != 0)
        return false;
    const char *help =
        say_both(c, BOTH("write instead: %1%", "应写作：%1%"), say_text(c, node->name), "");
    SAY(c, E0308, node->span, BOTH("a percentage", "百分比"), say_type(c, number->type), help,
        NULL);
    return true;
}

static bool is_ordering(ExprOp op)
{
    return op != EXPR_EQ && op != EXPR_NE;
}

Expr *compare_make(Check *c, ExprOp op, Span span, Expr *a, Expr *b)
{
    if (expr_is_poison(a) || expr_is_poison(b))
        return poison_of(c, span, a, b);
    bool both_numbers = a->type.kind == TYPE_NUMBER && b->type.kind == TYPE_NUMBER;
    if (both_numbers ? !numbers_meet(c, a, b) : !type_equal(a->type, b->type))
        return unlike(c, span, a, b);
    if (is_ordering(op) && !both_numbers && a->type.kind != TYPE_DATE) {
        SAY(c, E0309, span, say_type(c, a->type), NULL);
        return poison_of(c, span, a, b);
    }
    return expr_of(c, op, yes_no(), span, a, b, NULL);
}

static ExprOp compare_op(AstOp op)
{
    static const ExprOp ops[AST_OPS] = {
        [OP_IS] = EXPR_EQ,      [OP_IS_NOT] = EXPR_NE, [OP_AT_LEAST] = EXPR_GE,
        [OP_AT_MOST] = EXPR_LE, [OP_ABOVE] = EXPR_GT,  [OP_BELOW] = EXPR_LT,
    };
    return ops[op];
}

/* A word that names nothing here can only be a value of what stands opposite. */
static bool is_value_word(Check *c, const Env *env, const Node *node)
{
    Text word = {0};
    return path_is_word(node, &word) && !word_is_known(c, env, word);
}

Expr *compare_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    const Node *left = node->first, *right = left->next;
    Expr *a = NULL, *b = NULL;
    (void)opposite;
    if (is_value_word(c, env, left) && !is_value_word(c, env, right)) {
        b = expr_check(c, env, right, NULL);
        a = expr_check(c, env, left, &b->type);
    } else {
        a = expr_check(c, env, left, NULL);
        b = expr_check(c, env, right, &a->type);
    }
    if (percent_bare(c, left, a, b) || percent_bare(c, right, b, a))
        return poison_of(c, node->span, a, b);
    return compare_make(c, compare_op((AstOp)node->op), node->span, a, b);
}

static Expr *both_hold(Check *c, ExprOp op, Span span, Expr *a, Expr *b)
{
    if (expr_is_poison(a) || expr_is_poison(b))
        return poison_of(c, span, a, b);
    return expr_of(c, op, yes_no(), span, a, b, NULL);
}

Expr *between_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    const Node *low = node->first->next;
    (void)opposite;
    Expr *value = expr_check(c, env, node->first, NULL);
    Expr *least = expr_check(c, env, low, &value->type);
    Expr *most = expr_check(c, env, low->next, &value->type);
    if (percent_bare(c, low, least, value) || percent_bare(c, low->next, most, value))
        return poison_of(c, node->span, value, NULL);
    Expr *above = compare_make(c, EXPR_GE, node->span, value, least);
    if (expr_is_poison(above))
        return poison_of(c, node->span, above, most);
    Expr *below = compare_make(c, EXPR_LE, node->span, value, most);
    if (!expr_is_poison(below) && least->op == EXPR_CONST && most->op == EXPR_CONST &&
        ratio_compare(least->value, most->value) > 0)
        SAY(c, E0333, most->span, NULL);
    return both_hold(c, EXPR_AND, node->span, above, below);
}

/* As a balanced tree: its depth does not grow with the number of values. */
static Expr *any_of(Check *c, Span span, Expr **tests, size_t count)
{
    if (count == 1)
        return tests[0];
    Expr *first = any_of(c, span, tests, count / 2);
    return both_hold(c, EXPR_OR, span, first,
                     any_of(c, span, tests + count / 2, count - count / 2));
}

Expr *one_of_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Expr *value = expr_check(c, env, node->first, NULL);
    size_t count = 0, room = 0;
    Expr **tests = NULL;
    (void)opposite;
    for (const Node *at = node->first->next; at != NULL; at = at->next) {
        Expr *choice = expr_check(c, env, at, &value->type);
        *GROW(c, tests, count, room) = compare_make(c, EXPR_EQ, at->span, value, choice);
    }
    if (count > LIST_MOST) {
        SAY(c, E0353, node->span, BOTH("values to choose from", "可选的值"), "2000", NULL);
        return poison_of(c, node->span, value, NULL);
    }
    return any_of(c, node->span, tests, count);
}

Expr *known_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Expr *value = expr_check(c, env, node->first, NULL);
    (void)opposite;
    if (expr_is_poison(value))
        return poison_of(c, node->span, value, NULL);
    return expr_of(c, EXPR_IS_KNOWN, yes_no(), node->span, value, NULL, NULL);
}

Expr *if_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    const Node *then = node->first->next;
    Expr *condition = expr_condition(c, env, node->first);
    Expr *a = expr_check(c, env, then, opposite);
    Expr *b = expr_check(c, env, then->next, opposite);
    Type poison = type_of(TYPE_POISON, 0);
    if (expr_is_poison(condition) || expr_is_poison(a) || expr_is_poison(b))
        return expr_of(c, EXPR_POISON, poison, node->span, condition, a, b);
    if (!expr_unify(a, b) && !type_equal(a->type, b->type)) {
        SAY(c, E0311, node->span, say_type(c, a->type), say_type(c, b->type), NULL);
        diag_label(c->diag, a->span, this_is(c, a));
        diag_label(c->diag, b->span, this_is(c, b));
        return expr_of(c, EXPR_POISON, poison, node->span, condition, a, b);
    }
    return expr_of(c, EXPR_IF, a->type, node->span, condition, a, b);
}

/* --- the lowest of several values --- */

/* Numbers of one unit, or dates. */
static Expr *values_meet(Check *c, ExprOp op, Span span, Expr *a, Expr *b)
{
    if (expr_is_poison(a) || expr_is_poison(b))
        return poison_of(c, span, a, b);
    if (!expr_unify(a, b) && !type_equal(a->type, b->type))
        return unlike(c, span, a, b);
    if (a->type.kind == TYPE_NUMBER || a->type.kind == TYPE_DATE)
        return expr_of(c, op, a->type, span, a, b, NULL);
    SAY(c, E0309, span, say_type(c, a->type), NULL);
    return poison_of(c, span, a, b);
}

Expr *extreme_check(Check *c, const Env *env, const Node *node)
{
    bool picks = node_find(node, NODE_PICK) != NULL || node_find(node, NODE_ALL_BUT) != NULL;
    bool fits = !picks && (node->op == OP_LOWEST || node->op == OP_HIGHEST);
    if (!fits)
        SAY(c, E0535, node->span, NULL);
    Expr *result = expr_check(c, env, node->first, NULL);
    for (const Node *at = node_find(node, NODE_VALUES)->first; at != NULL; at = at->next) {
        Expr *next = expr_check(c, env, at, NULL);
        Span span = {node->span.source, node->span.start, node->span.end};
        result =
            values_meet(c, node->op == OP_LOWEST ? EXPR_LOWER : EXPR_HIGHER, span, result, next);
    }
    return fits ? result : poison_of(c, node->span, result, NULL);
}

/* Expressions: making them, literals, arithmetic; what each kind of node is checked by. */
#include "interp/check/work.h"

#include <string.h>

Expr *expr_new(Check *c, ExprOp op, Type type, Span span)
{
    Expr *expr = arena_alloc(c->arena, sizeof *expr);
    *expr = (Expr){.op = op, .type = type, .span = span, .size = 1};
    return expr;
}

Expr *expr_poison(Check *c, Span span)
{
    return expr_new(c, EXPR_POISON, type_of(TYPE_POISON, 0), span);
}

bool expr_is_poison(const Expr *expr)
{
    return type_is_poison(expr->type);
}

bool expr_reads_item(const Expr *expr)
{
    static const bool reads[EXPR_OPS] = {
        [EXPR_CELL] = true,     [EXPR_SECTIONS] = true, [EXPR_EVENT_AGG] = true,
        [EXPR_ITEM_AGG] = true, [EXPR_GROUP] = true,    [EXPR_SHARE] = true,
    };
    if (expr == NULL || reads[expr->op])
        return expr != NULL;
    for (int i = 0; i < 3; i++)
        if (expr_reads_item(expr->arg[i]))
            return true;
    return false;
}

Expr *expr_const(Check *c, Type type, Ratio value, Span span)
{
    Expr *expr = expr_new(c, EXPR_CONST, type, span);
    expr->value = value;
    return expr;
}

/* A poisoned tree keeps its operands: what it would read still counts for cycles. */
Expr *expr_of(Check *c, ExprOp op, Type type, Span span, Expr *a, Expr *b, Expr *d)
{
    uint64_t size = 1;
    Expr *args[3] = {a, b, d};
    for (int i = 0; i < 3; i++)
        size += args[i] != NULL ? args[i]->size : 0;
    if (size > EXPR_SIZE_MOST) {
        SAY(c, E0351, span, NULL);
        return expr_poison(c, span);
    }
    Expr *expr = expr_new(c, op, type, span);
    memcpy(expr->arg, args, sizeof args);
    expr->size = (uint32_t)size;
    return expr;
}

static Expr *poison_of(Check *c, Span span, Expr *a, Expr *b)
{
    return expr_of(c, EXPR_POISON, type_of(TYPE_POISON, 0), span, a, b, NULL);
}

bool expr_equal(const Expr *a, const Expr *b)
{
    if (a == b || a == NULL || b == NULL)
        return a == b;
    bool same = a->op == b->op && type_equal(a->type, b->type) && a->index == b->index &&
                a->agg == b->agg &&
                ratio_compare(a->value.den == 0 ? RATIO(0) : a->value,
                              b->value.den == 0 ? RATIO(0) : b->value) == 0 &&
                text_equal(a->text, b->text) && a->window.kind == b->window.kind &&
                a->window.calendar == b->window.calendar && a->window.count == b->window.count &&
                a->best == b->best && a->worst == b->worst && a->but_best == b->but_best &&
                a->but_worst == b->but_worst && a->over == b->over && a->field == b->field &&
                a->of_charged == b->of_charged;
    for (int i = 0; same && i < 3; i++)
        same = expr_equal(a->arg[i], b->arg[i]);
    return same;
}

void expr_walk(const Expr *expr, ExprVisit visit, void *data)
{
    if (expr == NULL)
        return;
    visit(data, expr);
    for (int i = 0; i < 3; i++)
        expr_walk(expr->arg[i], visit, data);
}

/* --- bare numbers --- */

bool expr_is_bare(const Expr *expr)
{
    return expr->op == EXPR_CONST && expr->type.kind == TYPE_NUMBER && dim_is_plain(expr->type.dim);
}

bool expr_adapts(const Expr *expr)
{
    return expr_is_bare(expr) && ratio_is_zero(expr->value);
}

static bool is_duration(Dimension dim)
{
    return dim.points == 0 && dim.money == 0;
}

/* A bare number beside times or a length of time counts in its unit; a bare 0 in any. */
bool expr_unify(Expr *a, Expr *b)
{
    if (a->type.kind != TYPE_NUMBER || b->type.kind != TYPE_NUMBER)
        return false;
    if (expr_is_bare(b) && !expr_is_bare(a))
        return expr_unify(b, a);
    if (expr_is_bare(a) && (expr_adapts(a) || is_duration(b->type.dim)))
        a->type = b->type;
    return dim_equal(a->type.dim, b->type.dim);
}

/* --- sums of unlike units --- */

static const char *say_origin(Check *c, const Expr *expr)
{
    const char *type = say_type(c, expr->type);
    if (expr->op != EXPR_CELL)
        return say_both(c, BOTH("this is %1", "这是%1"), type, "");
    const Expr *formula = c->ir->items[expr->index].versions[0].formula;
    const char *what = formula != NULL && formula->op == EXPR_SECTIONS
                           ? BOTH("a total of sections", "各分项合计")
                           : say_a_kind(c, c->items.at[expr->index]->kind);
    return say_both(c, BOTH("this is %1 (%2)", "这是%1（%2）"), type, what);
}

static Text source_of(Check *c, Span span)
{
    return text_slice(diag_source_text(c->diag, span.source), span.start, span.end);
}

/* "(100 points - monthly)" where the score says what it is out of, else the words as they are. */
static Text shortfall_of(Check *c, const Expr *expr)
{
    const IrItem *item = expr->op == EXPR_CELL ? &c->ir->items[expr->index] : NULL;
    const Expr *full = item != NULL ? item->versions[0].out_of : NULL;
    Text words = source_of(c, expr->span);
    if (full == NULL)
        return words;
    Text best = source_of(c, full->span);
    return text_from(arena_format(c->arena, "(%.*s - %.*s)", (int)best.size, best.at,
                                  (int)words.size, words.at));
}

/* What to write instead: for a date, a number without a unit, money less points. */
static const char *sum_help(Check *c, AstOp op, const Expr *a, const Expr *b)
{
    if (a->type.kind == TYPE_DATE || b->type.kind == TYPE_DATE)
        return BOTH("days are added to a date or taken from it, and two dates differ by days: "
                    "joined + 3 days, date - joined",
                    "日期只能加减天数，两个日期相减得天数：入职 + 3天、日期 - 入职");
    if (expr_is_bare(a) || expr_is_bare(b))
        return unit_help(c, expr_is_bare(a) ? a : b, expr_is_bare(a) ? b->type : a->type);
    bool is_case = op == OP_SUB && a->type.dim.money == 1 && a->type.dim.points == 0 &&
                   b->type.dim.points == 1 && b->type.dim.money == 0;
    if (!is_case)
        return BOTH("bring both to one unit, for example with a rate: 3 points * 20 yuan/point",
                    "请先统一单位，例如用比率换算：3分 * 20元/分");
    Text left = source_of(c, a->span), right = shortfall_of(c, b);
    const char *words = arena_format(diag_arena(c->diag), "%.*s - %.*s *", (int)left.size, left.at,
                                     (int)right.size, right.at);
    return say_both(c, BOTH("write instead: %1 20 yuan/point", "应写作：%1 20元/分"), words, "");
}

static Expr *sum_bad(Check *c, Span span, AstOp op, Expr *a, Expr *b)
{
    bool is_sub = op == OP_SUB;
    const char *first = say_type(c, is_sub ? b->type : a->type);
    const char *second = say_type(c, is_sub ? a->type : b->type);
    if (is_sub)
        SAY(c, E0301, span, first, second, sum_help(c, op, a, b), NULL);
    else
        SAY(c, E0302, span, first, second, sum_help(c, op, a, b), NULL);
    diag_label(c->diag, a->span, say_origin(c, a));
    diag_label(c->diag, b->span, say_origin(c, b));
    return poison_of(c, span, a, b);
}

/* --- arithmetic --- */

static bool fold(Check *c, ExprOp op, Ratio a, Ratio b, Ratio *out, Span span)
{
    bool done = false;
    if (op == EXPR_ADD)
        done = ratio_add(out, a, b);
    else if (op == EXPR_SUB)
        done = ratio_sub(out, a, b);
    else if (op == EXPR_MUL)
        done = ratio_mul(out, a, b);
    else
        done = ratio_div(out, a, b);
    if (!done)
        SAY(c, E0354, span, NULL);
    return done;
}

/* Of two numbers. Constants are worked out at once: an overflow among them is found here. */
static Expr *arithmetic_of(Check *c, ExprOp op, Type type, Span span, Expr *a, Expr *b)
{
    Ratio value = RATIO(0);
    bool constant = a->op == EXPR_CONST && b->op == EXPR_CONST;
    if (!constant || !fold(c, op, a->value, b->value, &value, span))
        return expr_of(c, op, type, span, a, b, NULL);
    Expr *expr = expr_const(c, type, value, span);
    expr->is_percent = a->is_percent || b->is_percent;
    return expr;
}

static bool is_days(Type type)
{
    return type.kind == TYPE_NUMBER && dim_equal(type.dim, (Dimension){.days = 1});
}

static Expr *not_number(Check *c, const Node *node, const Expr *wrong, Expr *a, Expr *b)
{
    SAY(c, E0307, wrong->span, say_type(c, wrong->type), NULL);
    return poison_of(c, node->span, a, b);
}

/* What can be added at all, to something of its kind. */
static bool is_reckoned(const Expr *expr)
{
    return expr->type.kind == TYPE_NUMBER || expr->type.kind == TYPE_DATE;
}

static Expr *sum_make(Check *c, const Node *node, Expr *a, Expr *b)
{
    ExprOp op = node->op == OP_ADD ? EXPR_ADD : EXPR_SUB;
    Type days = type_number((Dimension){.days = 1});
    if (expr_unify(a, b))
        return arithmetic_of(c, op, a->type, node->span, a, b);
    if (a->type.kind == TYPE_DATE && b->type.kind == TYPE_DATE && op == EXPR_SUB)
        return expr_of(c, op, days, node->span, a, b, NULL);
    if (a->type.kind == TYPE_DATE && is_days(b->type))
        return expr_of(c, op, a->type, node->span, a, b, NULL);
    if (!is_reckoned(a) || !is_reckoned(b))
        return not_number(c, node, is_reckoned(a) ? b : a, a, b);
    return sum_bad(c, node->span, (AstOp)node->op, a, b);
}

static Expr *product_make(Check *c, const Node *node, Expr *a, Expr *b)
{
    Dimension dim = {0};
    bool is_mul = node->op == OP_MUL;
    if (a->type.kind != TYPE_NUMBER || b->type.kind != TYPE_NUMBER)
        return not_number(c, node, a->type.kind != TYPE_NUMBER ? a : b, a, b);
    if (!is_mul && b->op == EXPR_CONST && ratio_is_zero(b->value)) {
        SAY(c, E0358, node->span, NULL);
        return poison_of(c, node->span, a, b);
    }
    bool fits = is_mul ? dim_multiply(&dim, a->type.dim, b->type.dim)
                       : dim_divide(&dim, a->type.dim, b->type.dim);
    if (!fits) {
        SAY(c, E0306, node->span, is_mul ? BOTH("multiply", "相乘") : BOTH("divide", "相除"),
            say_type(c, a->type), say_type(c, b->type), NULL);
        return poison_of(c, node->span, a, b);
    }
    return arithmetic_of(c, is_mul ? EXPR_MUL : EXPR_DIV, type_number(dim), node->span, a, b);
}

static Expr *logic_make(Check *c, const Env *env, const Node *node)
{
    Expr *a = expr_condition(c, env, node->first);
    Expr *b = expr_condition(c, env, node->first->next);
    if (expr_is_poison(a) || expr_is_poison(b))
        return poison_of(c, node->span, a, b);
    return expr_of(c, node->op == OP_AND ? EXPR_AND : EXPR_OR, type_of(TYPE_YES_NO, 0), node->span,
                   a, b, NULL);
}

Expr *expr_negate(Check *c, Span span, Expr *operand)
{
    Ratio value = RATIO(0);
    if (operand->op != EXPR_CONST || !ratio_neg(&value, operand->value))
        return expr_of(c, EXPR_NEG, operand->type, span, operand, NULL, NULL);
    Expr *expr = expr_const(c, operand->type, value, span);
    expr->is_percent = operand->is_percent;
    return expr;
}

static Expr *unary_make(Check *c, const Env *env, const Node *node)
{
    bool is_not = node->op == OP_NOT;
    Expr *operand =
        is_not ? expr_condition(c, env, node->first) : expr_check(c, env, node->first, NULL);
    if (expr_is_poison(operand))
        return poison_of(c, node->span, operand, NULL);
    if (is_not)
        return expr_of(c, EXPR_NOT, operand->type, node->span, operand, NULL, NULL);
    if (operand->type.kind != TYPE_NUMBER)
        return not_number(c, node, operand, operand, NULL);
    return expr_negate(c, node->span, operand);
}

Expr *expr_arithmetic(Check *c, const Env *env, const Node *node)
{
    if (node->kind == NODE_UNARY)
        return unary_make(c, env, node);
    if (node->op == OP_AND || node->op == OP_OR)
        return logic_make(c, env, node);
    Expr *a = expr_check(c, env, node->first, NULL);
    Expr *b = expr_check(c, env, node->first->next, NULL);
    if (expr_is_poison(a) || expr_is_poison(b))
        return poison_of(c, node->span, a, b);
    bool is_sum = node->op == OP_ADD || node->op == OP_SUB;
    return is_sum ? sum_make(c, node, a, b) : product_make(c, node, a, b);
}

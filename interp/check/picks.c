/* Best, worst, all but: how many of the values. Where a table or a changing let says how many, the
 * aggregate is made with each of its numbers, and the choice between them stands outside. */
#include <assert.h>

#include "interp/check/aggregate.h"

void picks_set(Expr *expr, const Picks *picks)
{
    expr->best = picks->best;
    expr->worst = picks->worst;
    expr->but_best = picks->but_best;
    expr->but_worst = picks->but_worst;
}

/* --- the number of one --- */

static int32_t *number_at(Picks *picks, const Node *pick, bool all_but)
{
    if (pick->op == OP_BEST)
        return all_but ? &picks->but_best : &picks->best;
    return all_but ? &picks->but_worst : &picks->worst;
}

/* False: said. */
static bool dim_fits(Check *c, Type type, Span span)
{
    if (type.kind == TYPE_NUMBER && dim_is_count(type.dim))
        return true;
    SAY(c, E0303, span, BOTH("the number that count", "计入的个数"), BOTH("times", "次"),
        say_type(c, type), BOTH("write a number without a unit", "请写不带单位的数"), NULL);
    return false;
}

static bool leaves_fit(Check *c, const Expr *number, int32_t least, Span span)
{
    if (number->op == EXPR_IF)
        return leaves_fit(c, number->arg[1], least, span) &&
               leaves_fit(c, number->arg[2], least, span);
    if (number->op == EXPR_UNKNOWN)
        return true;
    Ratio value = number->value;
    if (number->op != EXPR_CONST)
        SAY(c, E0397, span, NULL);
    else if (value.den != 1 || value.num < least || value.num > 1000000)
        SAY(c, E0335, span, NULL);
    else
        return true;
    return false;
}

/* A constant, or a choice between constants; poison: said. */
static Expr *number_of(Check *c, const Env *env, const Node *pick, bool all_but)
{
    int32_t count = 1;
    bool has_unit = false;
    Dimension dim = {0};
    const Node *number = pick->first;
    if (number->kind != NODE_AMOUNT_OF) {
        if (!count_read(c, number, &count, &has_unit, &dim) ||
            !dim_fits(c, type_number(dim), number->span))
            return expr_poison(c, number->span);
        return expr_const(c, type_plain(), RATIO(count), number->span);
    }
    Expr *expr = number_by_name(c, env, number);
    if (expr_is_poison(expr))
        return expr;
    bool fits =
        dim_fits(c, expr->type, number->span) && leaves_fit(c, expr, all_but ? 0 : 1, number->span);
    return fits ? expr : expr_poison(c, number->span);
}

/* --- the aggregate with each of them --- */

enum { PICKS_MOST = 2 }; /* all but best and worst */

typedef struct Picking {
    Check *c;
    const Env *env;
    Aggregate *parts;
    AggregateMaker *make;
    Expr *numbers[PICKS_MOST];
    int32_t *at[PICKS_MOST];
    size_t count;
} Picking;

static Expr *make_from(Picking *picking, size_t index, const Expr *number);

static Expr *make_rest(Picking *picking, size_t index)
{
    if (index == picking->count)
        return picking->make(picking->c, picking->env, picking->parts);
    return make_from(picking, index, picking->numbers[index]);
}

static Expr *make_from(Picking *picking, size_t index, const Expr *number)
{
    Check *c = picking->c;
    if (number->op != EXPR_IF) {
        *picking->at[index] = number->op == EXPR_CONST ? (int32_t)number->value.num : 1;
        Expr *made = make_rest(picking, index + 1);
        if (number->op == EXPR_CONST || expr_is_poison(made))
            return made;
        return expr_new(c, EXPR_UNKNOWN, made->type, made->span); /* no row says how many */
    }
    Expr *then = make_from(picking, index, number->arg[1]);
    if (expr_is_poison(then))
        return then;
    Expr *otherwise = make_from(picking, index, number->arg[2]);
    assert(!expr_is_poison(otherwise)); /* the same aggregate, with another number */
    return expr_of(c, EXPR_IF, then->type, picking->parts->node->span, number->arg[0], then,
                   otherwise);
}

static bool add_pick(Picking *picking, const Node *pick, bool all_but)
{
    Expr *number = number_of(picking->c, picking->env, pick, all_but);
    picking->numbers[picking->count] = number;
    picking->at[picking->count++] = number_at(&picking->parts->picks, pick, all_but);
    return !expr_is_poison(number);
}

Expr *picks_make(Check *c, const Env *env, Aggregate *parts, AggregateMaker *make)
{
    Picking picking = {.c = c, .env = env, .parts = parts, .make = make};
    bool fits = parts->pick == NULL || add_pick(&picking, parts->pick, false);
    const Node *but = parts->all_but ? node_find(parts->all_but, NODE_PICK) : NULL;
    for (; but != NULL; but = node_next(but, NODE_PICK))
        fits &= add_pick(&picking, but, true);
    return fits ? make_rest(&picking, 0) : expr_poison(c, parts->node->span);
}

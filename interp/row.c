/* Walks the tree of an expression for one row. */
#include "interp/row.h"

#include <assert.h>

#include "interp/check/records.h"

static const Ratio UNKNOWN = {0, 0};

static Ratio yes_no(bool holds)
{
    return RATIO(holds ? 1 : 0);
}

/* A number, or a code, as columns keep it. */
static Ratio scaled(Type type, int64_t kept)
{
    Ratio value = UNKNOWN;
    if (kept != NO_NUMBER)
        ratio_make(&value, kept, type_scale(type));
    return value;
}

/* ---- Leaves ---- */

static Ratio field_value(const Row *row, const Expr *expr)
{
    if (expr->index >= RECORD_FIELD)
        return row->read(row->context, expr);
    assert(row->batch != NULL && row->batch->slots[expr->index] != NULL);
    return scaled(row->ir->slots[expr->index].type, row->batch->slots[expr->index][row->at]);
}

static Ratio roster_value(const Row *row, const Expr *expr)
{
    Ratio subject = row_value(row, expr->arg[0]);
    const RosterKind *kind = &row->roster->kinds[expr->arg[0]->type.ref];
    if (subject.den == 0)
        return UNKNOWN;
    assert(row->day != DAY_ALWAYS);
    uint32_t at = roster_row(kind, (uint32_t)subject.num, row->day);
    if (at == UINT32_MAX)
        return UNKNOWN;
    const RosterColumn *column = &kind->columns[expr->index];
    if (column->numbers != NULL)
        return scaled(expr->type, column->numbers[at]);
    int32_t absent = expr->type.kind == TYPE_SUBJECT ? NO_SUBJECT : NO_CODE;
    return column->codes[at] == absent ? UNKNOWN : RATIO(column->codes[at]);
}

static Ratio const_value(const Row *row, const Expr *expr)
{
    return expr->type.kind == TYPE_TEXT ? RATIO(text_pool_add(row->roster->pool, expr->text))
                                        : expr->value;
}

/* ---- Operators ---- */

static Ratio arithmetic(ExprOp op, Ratio a, Ratio b)
{
    Ratio value = UNKNOWN;
    bool good = false;
    if (a.den == 0 || b.den == 0)
        return UNKNOWN;
    if (op == EXPR_ADD)
        good = ratio_add(&value, a, b);
    else if (op == EXPR_SUB)
        good = ratio_sub(&value, a, b);
    else if (op == EXPR_MUL)
        good = ratio_mul(&value, a, b);
    else
        good = !ratio_is_zero(b) && ratio_div(&value, a, b);
    return good ? value : UNKNOWN;
}

static Ratio comparison(ExprOp op, Ratio a, Ratio b)
{
    if (a.den == 0 || b.den == 0)
        return UNKNOWN;
    int order = ratio_compare(a, b);
    return yes_no(op == EXPR_EQ   ? order == 0
                  : op == EXPR_NE ? order != 0
                  : op == EXPR_GE ? order >= 0
                  : op == EXPR_LE ? order <= 0
                  : op == EXPR_GT ? order > 0
                                  : order < 0);
}

static Ratio extreme(ExprOp op, Ratio a, Ratio b)
{
    if (a.den == 0 || b.den == 0)
        return UNKNOWN;
    return (ratio_compare(a, b) < 0) == (op == EXPR_LOWER) ? a : b;
}

/* No and unknown is no, yes or unknown is yes. */
static Ratio logic(ExprOp op, Ratio a, Ratio b)
{
    int64_t decides = op == EXPR_OR;
    if ((a.den != 0 && a.num == decides) || (b.den != 0 && b.num == decides))
        return RATIO(decides);
    return a.den == 0 || b.den == 0 ? UNKNOWN : RATIO(!decides);
}

static Ratio choice(const Row *row, const Expr *expr)
{
    Ratio test = row_value(row, expr->arg[0]);
    return test.den == 0 ? UNKNOWN : row_value(row, expr->arg[test.num != 0 ? 1 : 2]);
}

static Ratio unary(const Row *row, const Expr *expr)
{
    Ratio value = row_value(row, expr->arg[0]);
    if (expr->op == EXPR_IS_KNOWN)
        return yes_no(value.den != 0);
    if (value.den == 0)
        return UNKNOWN;
    if (expr->op == EXPR_NOT)
        return yes_no(value.num == 0);
    return ratio_neg(&value, value) ? value : UNKNOWN;
}

Ratio row_value(const Row *row, const Expr *expr)
{
    switch (expr->op) {
    case EXPR_CONST:
        return const_value(row, expr);
    case EXPR_OWN:
        return row->own == UINT32_MAX ? UNKNOWN : RATIO(row->own);
    case EXPR_DAY:
        return row->day == DAY_ALWAYS ? UNKNOWN : RATIO(row->day);
    case EXPR_FIELD:
        return field_value(row, expr);
    case EXPR_ROSTER:
        return roster_value(row, expr);
    case EXPR_NEG:
    case EXPR_NOT:
    case EXPR_IS_KNOWN:
        return unary(row, expr);
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
        return arithmetic(expr->op, row_value(row, expr->arg[0]), row_value(row, expr->arg[1]));
    case EXPR_AND:
    case EXPR_OR:
        return logic(expr->op, row_value(row, expr->arg[0]), row_value(row, expr->arg[1]));
    case EXPR_LOWER:
    case EXPR_HIGHER:
        return extreme(expr->op, row_value(row, expr->arg[0]), row_value(row, expr->arg[1]));
    case EXPR_EQ:
    case EXPR_NE:
    case EXPR_GE:
    case EXPR_LE:
    case EXPR_GT:
    case EXPR_LT:
        return comparison(expr->op, row_value(row, expr->arg[0]), row_value(row, expr->arg[1]));
    case EXPR_IF:
        return choice(row, expr);
    case EXPR_CELL:
    case EXPR_SECTIONS:
    case EXPR_EVENT_AGG:
    case EXPR_ITEM_AGG:
    case EXPR_GROUP:
    case EXPR_SHARE:
        return row->read == NULL ? UNKNOWN : row->read(row->context, expr);
    case EXPR_CHARGED: /* of charges alone */
    case EXPR_UNKNOWN:
    case EXPR_POISON:
    case EXPR_OPS:
        break;
    }
    return UNKNOWN;
}

bool row_meets(const Row *row, const Expr *condition)
{
    Ratio holds = condition == NULL ? RATIO(1) : row_value(row, condition);
    return holds.den != 0 && holds.num != 0;
}

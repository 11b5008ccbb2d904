/* Conditions and formulas in words. */
#include "interp/review/prose.h"

#include "interp/review/region.h"

/* --- what is read --- */

static void put_field_of(const Prose *prose, const Expr *whose, const Name *field);

static void put_owner(const Prose *prose, const Expr *whose)
{
    const Ir *ir = prose->ir;
    if (whose->op == EXPR_OWN) {
        prose_say(prose, "the ", "");
        if (prose->language == LANG_EN)
            prose_name(prose, &ir->subjects[whose->type.ref].name);
        prose_say(prose, "", "本人");
    } else if (whose->op == EXPR_CHARGED) {
        prose_say(prose, "whoever is charged", "被记者");
    } else if (whose->op == EXPR_ROSTER) {
        put_field_of(prose, whose->arg[0],
                     &ir->subjects[whose->arg[0]->type.ref].fields[whose->index].name);
    } else {
        prose_say(prose, "the ", "");
        prose_name(prose, &ir->slots[whose->index].name);
    }
}

static void put_field_of(const Prose *prose, const Expr *whose, const Name *field)
{
    if (prose->language == LANG_ZH) {
        put_owner(prose, whose);
        output_string(prose->out, "的");
        prose_name(prose, field);
        return;
    }
    output_string(prose->out, "the ");
    prose_name(prose, field);
    output_string(prose->out, " of ");
    put_owner(prose, whose);
}

static const Name *roster_field(const Prose *prose, const Expr *expr)
{
    return &prose->ir->subjects[expr->arg[0]->type.ref].fields[expr->index].name;
}

/* --- comparisons --- */

void prose_comparison(const Prose *prose, ExprOp op, const Expr *right)
{
    static const char *const words[EXPR_OPS][2] = {
        [EXPR_EQ] = {" is ", "为"},
        [EXPR_NE] = {" is not ", "不为"},
        [EXPR_GE] = {" is at least ", "不低于"},
        [EXPR_LE] = {" is at most ", "不超过"},
        [EXPR_GT] = {" is more than ", "高于"},
        [EXPR_LT] = {" is less than ", "低于"},
    };
    static const char *const dates[EXPR_OPS][2] = {
        [EXPR_EQ] = {" is ", "为"},
        [EXPR_NE] = {" is not ", "不为"},
        [EXPR_GE] = {" is on or after ", "不早于"},
        [EXPR_LE] = {" is on or before ", "不晚于"},
        [EXPR_GT] = {" is after ", "晚于"},
        [EXPR_LT] = {" is before ", "早于"},
    };
    const char *const *both = right->type.kind == TYPE_DATE ? dates[op] : words[op];
    prose_say(prose, both[0], both[1]);
    prose_amount(prose, right);
}

static bool is_flag(const Expr *expr)
{
    return expr->type.kind == TYPE_YES_NO && (expr->op == EXPR_FIELD || expr->op == EXPR_ROSTER);
}

/* A yes/no field by itself, or compared with a yes or a no. */
static void put_flag(const Prose *prose, const Expr *expr, bool yes)
{
    if (expr->op == EXPR_FIELD)
        prose_say(prose, "it", "该事项");
    else
        put_owner(prose, expr->arg[0]);
    prose_say(prose, yes ? " is marked “" : " is not marked “", yes ? "标明“" : "未标明“");
    prose_name(prose, expr->op == EXPR_FIELD ? &prose->ir->slots[expr->index].name
                                             : roster_field(prose, expr));
    output_string(prose->out, "”");
}

static void put_leaf(const Prose *prose, const Expr *expr)
{
    switch ((int)expr->op) {
    case EXPR_CONST:
        prose_const(prose, expr);
        break;
    case EXPR_OWN:
    case EXPR_CHARGED:
        put_owner(prose, expr);
        break;
    case EXPR_DAY:
        prose_say(prose, "the date", "日期");
        break;
    case EXPR_FIELD:
        prose_say(prose, "the ", "");
        prose_name(prose, &prose->ir->slots[expr->index].name);
        break;
    case EXPR_ROSTER:
        put_field_of(prose, expr->arg[0], roster_field(prose, expr));
        break;
    case EXPR_CELL:
    case EXPR_GROUP:
        prose_item(prose, expr->index);
        break;
    default:
        prose_say(prose, "(unknown)", "（未知）");
    }
}

/* A yes/no by its name, where what is said is not that it is marked. */
static void put_value(const Prose *prose, const Expr *value)
{
    if (is_flag(value))
        put_leaf(prose, value);
    else
        prose_amount(prose, value);
}

static void put_compared(const Prose *prose, const Expr *expr)
{
    const Expr *left = expr->arg[0], *right = expr->arg[1];
    bool equal = expr->op == EXPR_EQ;
    if (is_flag(left) && right->op == EXPR_CONST) {
        put_flag(prose, left, (right->value.num != 0) == equal);
        return;
    }
    put_value(prose, left);
    if (left->type.kind != TYPE_YES_NO) {
        prose_comparison(prose, expr->op, right);
        return;
    }
    prose_say(prose, " and ", "与");
    put_value(prose, right);
    prose_say(prose, equal ? " are the same" : " are not the same", equal ? "相同" : "不同");
}

static void put_recorded(const Prose *prose, const Expr *value, bool yes)
{
    put_value(prose, value);
    prose_say(prose, yes ? " is recorded" : " is not recorded", yes ? "已登记" : "未登记");
}

static const Expr *left_most(const Expr *expr, ExprOp op)
{
    while (expr->op == op)
        expr = expr->arg[0];
    return expr;
}

/* `is one of`: an OR of EQs on one value. */
static bool is_list(const Expr *expr, const Expr *value)
{
    if (expr->op == EXPR_OR)
        return is_list(expr->arg[0], value) && is_list(expr->arg[1], value);
    return expr->op == EXPR_EQ && expr_equal(expr->arg[0], value) && !is_flag(value);
}

static size_t list_size(const Expr *expr)
{
    return expr->op == EXPR_OR ? list_size(expr->arg[0]) + list_size(expr->arg[1]) : 1;
}

static void put_listed(const Prose *prose, const Expr *expr, size_t *at, size_t count)
{
    if (expr->op == EXPR_OR) {
        put_listed(prose, expr->arg[0], at, count);
        put_listed(prose, expr->arg[1], at, count);
        return;
    }
    if (*at > 0)
        prose_say(prose, *at + 1 == count ? " or " : ", ", *at + 1 == count ? "或" : "、");
    prose_expr(prose, expr->arg[1]);
    (*at)++;
}

void prose_amount(const Prose *prose, const Expr *expr)
{
    prose_bracketed(prose, expr, expr->op == EXPR_IF);
}

void prose_bracketed(const Prose *prose, const Expr *expr, bool brackets)
{
    prose_say(prose, brackets ? "(" : "", brackets ? "（" : "");
    prose_expr(prose, expr);
    prose_say(prose, brackets ? ")" : "", brackets ? "）" : "");
}

static bool is_listed(const Expr *expr)
{
    const Expr *first = left_most(expr, EXPR_OR);
    return first->op == EXPR_EQ && is_list(expr, first->arg[0]);
}

/* Beside a word that binds more it needs brackets; and cases beside any. */
static bool is_loose(const Expr *expr, ExprOp joint)
{
    return expr->op == EXPR_IF || (expr->op == joint && !is_listed(expr));
}

static void put_or(const Prose *prose, const Expr *expr)
{
    if (is_listed(expr)) {
        const Expr *value = left_most(expr, EXPR_OR)->arg[0];
        size_t at = 0;
        put_value(prose, value);
        prose_say(prose, " is ", "为");
        put_listed(prose, expr, &at, list_size(expr));
        return;
    }
    prose_bracketed(prose, expr->arg[0], is_loose(expr->arg[0], EXPR_AND));
    prose_say(prose, " or ", "，或者");
    prose_bracketed(prose, expr->arg[1], is_loose(expr->arg[1], EXPR_AND));
}

static void put_and(const Prose *prose, const Expr *expr)
{
    const Expr *low = expr->arg[0], *high = expr->arg[1];
    if (low->op == EXPR_GE && high->op == EXPR_LE && expr_equal(low->arg[0], high->arg[0])) {
        put_value(prose, low->arg[0]);
        prose_say(prose, " is from ", "在");
        prose_expr(prose, low->arg[1]);
        prose_say(prose, " to ", "至");
        prose_expr(prose, high->arg[1]);
        prose_say(prose, "", "之间");
        return;
    }
    prose_bracketed(prose, low, is_loose(low, EXPR_OR));
    prose_say(prose, " and ", "，且");
    prose_bracketed(prose, high, is_loose(high, EXPR_OR));
}

static void put_not(const Prose *prose, const Expr *expr)
{
    const Expr *of = expr->arg[0];
    if (is_flag(of)) {
        put_flag(prose, of, false);
        return;
    }
    if (of->op == EXPR_IS_KNOWN) {
        put_recorded(prose, of->arg[0], false);
        return;
    }
    if (of->op >= EXPR_EQ && of->op <= EXPR_LT) { /* "not … and …" would be read of both */
        Expr turned = *of;
        turned.op = comparison_opposite(of->op);
        prose_expr(prose, &turned);
        return;
    }
    prose_say(prose, "it is not so that ", "并非");
    prose_bracketed(prose, of, is_loose(of, EXPR_AND) || of->op == EXPR_OR);
}

/* --- formulas --- */

int prose_strength(const Expr *expr)
{
    return expr->op == EXPR_IF                            ? 0
           : expr->op == EXPR_ADD || expr->op == EXPR_SUB ? 1
           : expr->op == EXPR_MUL || expr->op == EXPR_DIV ? 2
                                                          : STRENGTH_OF_ONE;
}

static void put_sum(const Prose *prose, const Expr *expr)
{
    int own = prose_strength(expr);
    prose_bracketed(prose, expr->arg[0], prose_strength(expr->arg[0]) < own);
    output_string(prose->out, expr->op == EXPR_ADD   ? " + "
                              : expr->op == EXPR_SUB ? " − "
                              : expr->op == EXPR_MUL ? " × "
                                                     : " ÷ ");
    bool binds = expr->op == EXPR_SUB || expr->op == EXPR_DIV;
    prose_bracketed(prose, expr->arg[1],
                    prose_strength(expr->arg[1]) < own ||
                        (binds && prose_strength(expr->arg[1]) == own));
}

/* A chain of cases: what a table or a changing figure says. */
static void put_cases(const Prose *prose, const Expr *expr)
{
    for (; expr->op == EXPR_IF; expr = expr->arg[2]) {
        if (prose->language == LANG_EN) {
            prose_amount(prose, expr->arg[1]);
            output_string(prose->out, " where ");
            prose_expr(prose, expr->arg[0]);
        } else {
            prose_expr(prose, expr->arg[0]);
            output_string(prose->out, "的为");
            prose_amount(prose, expr->arg[1]);
        }
        if (expr->arg[2]->op == EXPR_UNKNOWN)
            return;
        prose_say(prose, "; ", "，");
    }
    prose_say(prose, "otherwise ", "其余为");
    prose_expr(prose, expr);
}

/* What stands before, of the same list: it was read from the left. */
static void put_values(const Prose *prose, const Expr *expr, ExprOp op)
{
    if (expr->op != op) {
        prose_bracketed(prose, expr, expr->op == EXPR_IF);
        return;
    }
    put_values(prose, expr->arg[0], op);
    prose_say(prose, ", ", "、");
    prose_bracketed(prose, expr->arg[1], expr->arg[1]->op == EXPR_IF);
}

static void put_extreme(const Prose *prose, const Expr *expr)
{
    bool low = expr->op == EXPR_LOWER;
    prose_say(prose, low ? "the lowest of (" : "the highest of (", "（");
    put_values(prose, expr, expr->op);
    prose_say(prose, ")", low ? "）中最低的" : "）中最高的");
}

static void put_part(const Prose *prose, const Expr *expr)
{
    switch ((int)expr->op) {
    case EXPR_SECTIONS:
        prose_say(prose, "the ", "全部分项的");
        prose_agg(prose, expr->agg);
        prose_say(prose, " of all sections", "");
        break;
    case EXPR_SHARE:
        prose_say(prose, "the share of ", "");
        prose_expr(prose, expr->arg[0]);
        prose_say(prose, " in ", "占");
        prose_item(prose, expr->index);
        prose_say(prose, "", "的比例");
        break;
    case EXPR_NEG:
        output_string(prose->out, "−");
        prose_bracketed(prose, expr->arg[0], prose_strength(expr->arg[0]) < STRENGTH_OF_ONE);
        break;
    case EXPR_IS_KNOWN:
        put_recorded(prose, expr->arg[0], true);
        break;
    default:
        put_leaf(prose, expr);
    }
}

void prose_expr(const Prose *prose, const Expr *expr)
{
    switch ((int)expr->op) {
    case EXPR_AND:
        put_and(prose, expr);
        break;
    case EXPR_OR:
        put_or(prose, expr);
        break;
    case EXPR_NOT:
        put_not(prose, expr);
        break;
    case EXPR_EQ:
    case EXPR_NE:
    case EXPR_GE:
    case EXPR_LE:
    case EXPR_GT:
    case EXPR_LT:
        put_compared(prose, expr);
        break;
    case EXPR_ADD:
    case EXPR_SUB:
    case EXPR_MUL:
    case EXPR_DIV:
        put_sum(prose, expr);
        break;
    case EXPR_IF:
        put_cases(prose, expr);
        break;
    case EXPR_LOWER:
    case EXPR_HIGHER:
        put_extreme(prose, expr);
        break;
    case EXPR_EVENT_AGG:
    case EXPR_ITEM_AGG:
        prose_aggregate(prose, expr);
        break;
    default:
        if (is_flag(expr))
            put_flag(prose, expr, true);
        else
            put_part(prose, expr);
    }
}

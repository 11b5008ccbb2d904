/* Floors and caps: those that change nothing, those that decide everything, and from where on. */
#include "interp/review/lint_work.h"

#include "interp/review/bounds.h"

static bool at_least(bool has, Ratio value, Ratio bound)
{
    return has && ratio_compare(value, bound) >= 0;
}

static void say_limit(const Lint *lint, const IrItem *item, const Expr *limit, bool is_cap,
                      bool always)
{
    const char *what = is_cap ? BOTH("cap", "封顶") : BOTH("floor", "保底");
    const char *value = lint_const(lint, limit);
    if (always)
        FIND(lint, L1009, limit->span, lint_name(lint, &item->name), what, value, NULL);
    else
        FIND(lint, L1008, limit->span, lint_name(lint, &item->name), what, value, NULL);
}

/* What never goes past a limit, but always stands at it, is not changed by it. */
static void find_item_limits(const Lint *lint, uint32_t number, const IrVersion *version)
{
    const IrItem *item = &lint->ir->items[number];
    Bounds bounds = bounds_unlimited(lint->ir, number, version);
    const Expr *cap = version->cap, *floor = version->floor;
    if (cap != NULL && cap->op == EXPR_CONST) {
        if (bounds.has_high && ratio_compare(bounds.high, cap->value) <= 0)
            say_limit(lint, item, cap, true, false);
        else if (at_least(bounds.has_low, bounds.low, cap->value))
            say_limit(lint, item, cap, true, true);
    }
    if (floor != NULL && floor->op == EXPR_CONST) {
        if (at_least(bounds.has_low, bounds.low, floor->value))
            say_limit(lint, item, floor, false, false);
        else if (bounds.has_high && ratio_compare(bounds.high, floor->value) <= 0)
            say_limit(lint, item, floor, false, true);
    }
}

/* What a rule's own cap allows in a period is less than what it posts at once. */
static void find_rule_cap(const Lint *lint, const IrRule *rule, const IrCap *cap)
{
    Ratio least = RATIO(0);
    bool any = false;
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        if (effect->kind != EFFECT_POST)
            continue;
        bool leaves_room =
            effect->deduct && effect->high != NULL; /* the smaller deduction is higher */
        Bounds bounds = bounds_of(lint->ir, leaves_room ? effect->high : effect->amount);
        Ratio amount = bounds.low;
        bool known = bounds.has_low;
        if (effect->deduct)
            known = bounds.has_high && ratio_neg(&amount, bounds.high);
        if (!known || effect->shared_count > 0)
            return;
        least = any && ratio_compare(least, amount) < 0 ? least : amount;
        any = true;
    }
    bool whole = rule->charge_count == 0;
    for (size_t i = 0; i < rule->charge_count; i++)
        whole |= ratio_compare(rule->charges[i].share, RATIO(1)) == 0;
    if (any && whole && cap->amount->op == EXPR_CONST &&
        ratio_compare(least, cap->amount->value) > 0)
        FIND(lint, L1009, cap->amount->span, lint_name(lint, &rule->name), BOTH("cap", "封顶"),
             lint_const(lint, cap->amount), NULL);
}

void find_limits(Lint *lint)
{
    for (uint32_t i = 0; i < lint->ir->item_count; i++) {
        const IrItem *item = &lint->ir->items[i];
        bool has_limits = item->kind == ITEM_SECTION || item->kind == ITEM_SCORE;
        for (size_t k = 0; k < item->version_count && has_limits; k++)
            find_item_limits(lint, i, &item->versions[k]);
    }
    for (size_t i = 0; i < lint->ir->rule_count; i++)
        for (size_t k = 0; k < lint->ir->rules[i].cap_count; k++)
            find_rule_cap(lint, &lint->ir->rules[i], &lint->ir->rules[i].caps[k]);
}

/* --- saturation: a score of one other item, along a straight line --- */

/* slope * item + offset; item UINT32_MAX: a constant. */
typedef struct Line {
    uint32_t item;
    Ratio slope, offset;
} Line;

static bool line_of(const Expr *expr, Line *out);

static bool line_sum(const Expr *expr, Line *out)
{
    Line a, b;
    if (!line_of(expr->arg[0], &a) || !line_of(expr->arg[1], &b))
        return false;
    if (a.item != UINT32_MAX && b.item != UINT32_MAX && a.item != b.item)
        return false;
    out->item = a.item != UINT32_MAX ? a.item : b.item;
    if (expr->op == EXPR_ADD)
        return ratio_add(&out->slope, a.slope, b.slope) &&
               ratio_add(&out->offset, a.offset, b.offset);
    return ratio_sub(&out->slope, a.slope, b.slope) && ratio_sub(&out->offset, a.offset, b.offset);
}

static bool line_product(const Expr *expr, Line *out)
{
    Line a, b;
    if (!line_of(expr->arg[0], &a) || !line_of(expr->arg[1], &b))
        return false;
    if (expr->op == EXPR_DIV) {
        if (b.item != UINT32_MAX || !ratio_div(&b.offset, RATIO(1), b.offset))
            return false;
    } else if (a.item == UINT32_MAX) {
        Line swap = a;
        a = b;
        b = swap;
    }
    if (b.item != UINT32_MAX)
        return false;
    out->item = a.item;
    return ratio_mul(&out->slope, a.slope, b.offset) && ratio_mul(&out->offset, a.offset, b.offset);
}

static bool line_of(const Expr *expr, Line *out)
{
    switch ((int)expr->op) {
    case EXPR_CONST:
        *out = (Line){UINT32_MAX, RATIO(0), expr->value};
        return expr->type.kind == TYPE_NUMBER;
    case EXPR_CELL:
        *out = (Line){expr->index, RATIO(1), RATIO(0)};
        return true;
    case EXPR_NEG:
        return line_of(expr->arg[0], out) && ratio_neg(&out->slope, out->slope) &&
               ratio_neg(&out->offset, out->offset);
    case EXPR_ADD:
    case EXPR_SUB:
        return line_sum(expr, out);
    case EXPR_MUL:
    case EXPR_DIV:
        return line_product(expr, out);
    default:
        return false;
    }
}

static void find_turn(const Lint *lint, const IrItem *score, const Line *line, const Expr *limit,
                      bool is_cap)
{
    Ratio turn;
    const IrItem *of = &lint->ir->items[line->item];
    if (limit == NULL || limit->op != EXPR_CONST || !ratio_sub(&turn, limit->value, line->offset) ||
        !ratio_div(&turn, turn, line->slope))
        return;
    Bounds bounds = bounds_of_item(lint->ir, line->item);
    bool outside = (bounds.has_low && ratio_compare(turn, bounds.low) <= 0) ||
                   (bounds.has_high && ratio_compare(turn, bounds.high) >= 0);
    if (outside)
        return;
    bool below = (line->slope.num > 0) != is_cap;
    FIND(lint, L1010, limit->span, below ? BOTH("below", "低于") : BOTH("above", "高于"),
         lint_value(lint, of->type, turn), lint_name(lint, &of->name),
         lint_name(lint, &score->name), lint_const(lint, limit),
         is_cap ? BOTH("nothing more is gained", "不再增加")
                : BOTH("nothing more is lost", "不再减少"),
         NULL);
}

void find_saturation(Lint *lint)
{
    for (size_t i = 0; i < lint->ir->item_count; i++) {
        const IrItem *item = &lint->ir->items[i];
        for (size_t k = 0; k < item->version_count && item->kind == ITEM_SCORE; k++) {
            const IrVersion *version = &item->versions[k];
            Line line;
            if (version->formula == NULL || !line_of(version->formula, &line) ||
                line.item == UINT32_MAX || ratio_is_zero(line.slope) ||
                lint->ir->items[line.item].kind > ITEM_SCORE)
                continue;
            find_turn(lint, item, &line, version->floor, false);
            find_turn(lint, item, &line, version->cap, true);
        }
    }
}

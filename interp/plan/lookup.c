/* Two shapes that deserve kernels of their own: a choice by code, and aggregates over periods. */
#include "interp/plan/plan.h"

#include <string.h>

enum { SCALE_MOST = 1000000 };

static bool same_key(const Expr *a, const Expr *b)
{
    if (a->op != b->op || a->index != b->index)
        return false;
    if (a->op == EXPR_ROSTER)
        return same_key(a->arg[0], b->arg[0]);
    return a->op == EXPR_FIELD || a->op == EXPR_OWN || a->op == EXPR_CHARGED;
}

/* `if key is code then constant else …`, the key an enumeration. */
static bool is_choice(const Expr *expr, const Expr *key)
{
    if (expr->op != EXPR_IF || expr->arg[0]->op != EXPR_EQ || expr->arg[1]->op != EXPR_CONST)
        return false;
    const Expr *test = expr->arg[0];
    return test->arg[0]->type.kind == TYPE_ENUM && test->arg[1]->op == EXPR_CONST &&
           (!key || same_key(key, test->arg[0]));
}

static bool choice_scale(const Expr *expr, int64_t *scale)
{
    *scale = 1;
    const Expr *key = expr->arg[0]->arg[0];
    for (; is_choice(expr, key); expr = expr->arg[2])
        if (!lcm64(scale, *scale, expr->arg[1]->value.den) || *scale > SCALE_MOST)
            return false;
    return expr->op == EXPR_CONST && expr->type.kind != TYPE_TEXT &&
           lcm64(scale, *scale, expr->value.den) && *scale <= SCALE_MOST;
}

/* A chain of choices on one key becomes one look-up, however many rows the table has. */
Operand compile_lookup(Compiler *compiler, const Expr *expr, bool *done)
{
    int64_t scale;
    if (!is_choice(expr, NULL) || expr->type.kind == TYPE_TEXT || !choice_scale(expr, &scale))
        return (Operand){0, false, 1};
    const Expr *key = expr->arg[0]->arg[0];
    size_t values = compiler->ir->enums[key->type.ref].count; /* at most 2000 */
    int64_t *lut = arena_alloc(compiler->arena, values * sizeof *lut);
    bool *set = arena_alloc(compiler->arena, values * sizeof *set);
    const Expr *at = expr;
    for (; is_choice(at, key); at = at->arg[2]) {
        size_t code = (size_t)at->arg[0]->arg[1]->value.num;
        Ratio value = at->arg[1]->value;
        if (set[code])
            continue;
        set[code] = true;
        if (__builtin_mul_overflow(value.num, scale / value.den, &lut[code]))
            return (Operand){0, false, 1};
    }
    int64_t otherwise;
    if (__builtin_mul_overflow(at->value.num, scale / at->value.den, &otherwise))
        return (Operand){0, false, 1};
    for (size_t i = 0; i < values; i++)
        if (!set[i])
            lut[i] = otherwise;
    Operand code = compile_expr(compiler, key);
    Operand out = emit(compiler, KERNEL_LOOKUP, code, code, code, false, scale, expr);
    Step *step = &compiler->steps[compiler->count - 1];
    step->k = (int64_t)values;
    step->lut = lut;
    *done = true;
    return out;
}

static KernelId aggregate_kernel(const Expr *expr, bool ratio)
{
    if (ratio || aggregate_picks(expr))
        return KERNEL_PICK_R;
    switch (expr->agg) {
    case AGG_TOTAL:
        return KERNEL_TOTAL;
    case AGG_COUNT:
        return KERNEL_COUNTED;
    case AGG_AVERAGE:
        return KERNEL_AVERAGE_R;
    case AGG_MEDIAN:
        return KERNEL_PICK_R;
    case AGG_LOWEST:
        return KERNEL_LOWEST;
    case AGG_HIGHEST:
        return KERNEL_HIGHEST;
    }
    return KERNEL_PICK_R;
}

Operand compile_aggregate(Compiler *compiler, const Expr *expr)
{
    const PlanItem *item = &compiler->plan->items[expr->index];
    KernelId kernel = aggregate_kernel(expr, item->ratio);
    bool ratio = kernel == KERNEL_AVERAGE_R || kernel == KERNEL_PICK_R;
    uint16_t out = compiler->next;
    Operand none = {out, false, 1};
    int64_t scale = ratio || kernel == KERNEL_COUNTED ? 1 : item->scale;
    return emit(compiler, kernel, none, none, none, ratio, scale, expr);
}

/* Aggregates over several subjects: the class of their column, the key that tells groups apart. */
#include "interp/plan/plan.h"

bool aggregate_picks(const Expr *expr)
{
    return expr->agg == AGG_MEDIAN || expr->best || expr->worst || expr->but_best ||
           expr->but_worst;
}

static Program group_key(Compiler *compiler, const IrItem *item, const Expr *of)
{
    Expr own = {.op = EXPR_OWN, .type = {.kind = TYPE_SUBJECT, .ref = item->subject}};
    Expr key = {.op = EXPR_ROSTER, .index = of->field, .span = of->span};
    key.type = compiler->ir->subjects[item->subject].fields[of->field].type;
    key.arg[0] = arena_copy(compiler->arena, &own, sizeof own);
    return compile_program(compiler, arena_copy(compiler->arena, &key, sizeof key));
}

void plan_group(Compiler *compiler, PlanItem *item)
{
    const Expr *of = item->item->versions[0].formula;
    const PlanItem *from = &compiler->plan->items[of->index];
    bool counts = of->agg == AGG_COUNT && !aggregate_picks(of);
    item->ratio = !counts && (from->ratio || of->agg == AGG_AVERAGE || aggregate_picks(of));
    item->scale = item->ratio || counts ? 1 : from->scale;
    if (of->over != OVER_ACROSS)
        return;
    item->versions[0].within = arena_alloc(compiler->arena, sizeof *item->versions[0].within);
    item->versions[0].within[0] = group_key(compiler, item->item, of);
}

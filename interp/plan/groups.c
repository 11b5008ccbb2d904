/* Aggregates over several subjects: the class of their column, the key that tells groups apart; and
 * who met whom. */
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
    if (of->over != OVER_ACROSS && of->over != OVER_NAMED)
        return;
    item->versions[0].within = arena_alloc(compiler->arena, sizeof *item->versions[0].within);
    item->versions[0].within[0] = of->over == OVER_NAMED ? compile_program(compiler, of->arg[0])
                                                         : group_key(compiler, item->item, of);
}

/* --- meetings --- */

bool item_has_kinds(const Ir *ir, const IrItem *item)
{
    if (item->kind == ITEM_MEETING)
        return ir->items[item->of].kind == ITEM_MEASURE;
    return item->kind == ITEM_MEASURE || item->kind == ITEM_COUNTBACK;
}

void plan_meeting(Plan *plan, uint32_t index)
{
    const Ir *ir = plan->ir;
    const IrItem *meeting = &ir->items[index];
    if (ir->items[meeting->of].kind == ITEM_SECTION)
        plan->items[meeting->of].meeting = index;
    for (uint32_t i = 0; i < ir->event_count; i++) {
        EventSides sides = event_sides(ir, i, meeting->subject);
        for (size_t k = 0; sides.count == 2 && k < 2; k++)
            plan->wanted[ir->events[i].fields[sides.field[k]].slot] = true;
    }
}

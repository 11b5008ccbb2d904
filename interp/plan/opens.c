/* Amounts as decided (S21): the bounds that decisions are held to, and what an open one may
 * reach, so that nothing else pays for it. */
#include "interp/plan/plan.h"

void plan_decisions(Compiler *compiler, PlanRule *out)
{
    const IrRule *rule = out->rule;
    out->decisions = arena_alloc(compiler->arena, (rule->effect_count + 1) * sizeof(PlanEffect));
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        if (!effect->high)
            continue;
        compiler->plan->has_decided = true;
        compiler->plan->wanted[effect->decided] = true;
        PlanEffect *to = &out->decisions[out->decision_count++];
        to->effect = effect;
        to->amount = compile_program(compiler, effect->amount);
        to->high = compile_program(compiler, effect->high);
    }
}

typedef struct Reaching {
    const Plan *plan;
    bool reads_open;
} Reaching;

static void visit_open(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    (void)expr;
    Reaching *by = context;
    by->reads_open |=
        rule != NO_INDEX ? by->plan->rule_can_open[rule] : by->plan->items[item].can_open;
}

static void open_targets(Plan *plan)
{
    for (size_t i = 0; i < plan->rule_count; i++)
        for (size_t k = 0; k < plan->rules[i].effect_count; k++) {
            const IrEffect *effect = plan->rules[i].effects[k].effect;
            if (effect->high)
                plan->items[effect->item].can_open = true;
        }
}

/* In the order of the graph: what is read comes first. */
void plan_opens(Plan *plan)
{
    if (!plan->has_decided)
        return;
    open_targets(plan);
    plan_claims_open(plan);
    for (size_t i = 0; i < plan->order_count; i++) {
        NodeRef ref = plan->order[i];
        Reaching by = {.plan = plan};
        if (ref.kind == REF_RULE) {
            visit_rule_reads(plan->ir, ref.index, visit_open, &by);
            plan->rule_can_open[ref.index] = by.reads_open;
            continue;
        }
        visit_item_reads(plan->ir, ref.index, visit_open, &by);
        plan->items[ref.index].can_open |= by.reads_open;
        if (plan->items[ref.index].can_open)
            plan->items[ref.index].scratch = false;
    }
}

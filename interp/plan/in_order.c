/* Sections whose postings are kept in order: those that restart, or whose balance is measured. */
#include "interp/plan/plan.h"

void plan_in_order(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->rule_count; i++) {
        const IrRule *rule = &plan->ir->rules[i];
        if (rule->balance && plan->items[rule->counted->index].wanted)
            plan->items[rule->counted->index].in_order =
                plan->items[rule->counted->index].measured = true;
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].kind == EFFECT_RESTART)
                plan->items[rule->effects[k].item].in_order |=
                    plan->items[rule->effects[k].item].wanted;
    }
}

bool item_is_barrier(const Plan *plan, uint32_t item)
{
    return plan->items[item].in_order || plan_is_barrier(&plan->ir->items[item]);
}

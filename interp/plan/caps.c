/* Caps of rules: which rules go through them, and in which class what they leave can be held. */
#include "interp/plan/plan.h"

static bool same_rule(const IrRule *a, const IrRule *b)
{
    return text_equal(name_canonical(&a->name), name_canonical(&b->name));
}

static bool has_cap(const Ir *ir, const IrRule *rule)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].cap_count > 0 && same_rule(&ir->rules[i], rule))
            return true;
    return false;
}

static uint32_t capped_of(Plan *plan, const IrRule *rule)
{
    Text name = name_canonical(&rule->name);
    for (uint32_t i = 0; i < plan->capped_count; i++)
        if (text_equal(plan->capped[i].name, name))
            return i;
    plan->capped[plan->capped_count] = (PlanCapped){.name = name, .scale = 1, .stage = NO_INDEX};
    return (uint32_t)plan->capped_count++;
}

void plan_caps(Compiler *compiler, PlanRule *out)
{
    const IrRule *rule = out->rule;
    if (rule->trigger != TRIGGER_EVENTS || !compiler->plan->has_caps ||
        !has_cap(compiler->ir, rule))
        return;
    out->capped = capped_of(compiler->plan, rule);
    out->caps = arena_alloc(compiler->arena, (rule->cap_count + 1) * sizeof *out->caps);
    for (size_t i = 0; i < rule->cap_count; i++)
        out->caps[i] = compile_program(compiler, rule->caps[i].amount);
}

static void join(PlanCapped *capped, const Program *program, int64_t share)
{
    int64_t product;
    if (program->ratio || __builtin_mul_overflow(program->scale, share, &product) ||
        !lcm64(&capped->scale, capped->scale, product))
        capped->ratio = true;
}

static void join_all(PlanCapped *capped, const PlanRule *rule, const Program *amount)
{
    join(capped, amount, 1);
    for (size_t k = 0; k < rule->charge_count; k++)
        join(capped, amount, rule->charges[k].charge->share.den);
}

static void join_rule(PlanCapped *capped, const PlanRule *rule)
{
    capped->fires |= rule->fires;
    for (size_t i = 0; i < rule->rule->cap_count; i++)
        join(capped, &rule->caps[i], 1);
    for (size_t i = 0; i < rule->effect_count; i++) {
        if (rule->effects[i].effect->kind != EFFECT_POST)
            continue;
        join_all(capped, rule, &rule->effects[i].amount);
        if (rule->effects[i].effect->high) {
            join_all(capped, rule, &rule->effects[i].high);
            join_all(capped, rule, &(Program){.scale = FIELD_SCALE});
        }
    }
}

void plan_capped_classes(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->rule_count; i++) {
        const PlanRule *rule = &plan->rules[i];
        if (rule->capped == NO_INDEX)
            continue;
        const PlanCapped *capped = &plan->capped[rule->capped];
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].effect->kind == EFFECT_POST)
                widen_posts(&plan->items[rule->effects[k].effect->item], capped->ratio,
                            capped->scale, 1);
    }
}

void plan_capped_join(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->rule_count; i++)
        if (plan->rules[i].capped != NO_INDEX)
            join_rule(&plan->capped[plan->rules[i].capped], &plan->rules[i]);
}

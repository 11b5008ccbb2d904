/* The golden form of a plan: every program, step by step. */
#include "interp/plan/plan.h"

static const char *const KERNEL_NAMES[KERNEL_COUNT] = {
#define KERNEL(id, name) [KERNEL_##id] = name,
#include "interp/plan/kernels.def"
#undef KERNEL
};

const char *kernel_name(KernelId id)
{
    return KERNEL_NAMES[id];
}

static void print_program(Output *out, const char *label, const Program *program)
{
    if (program->count == 0)
        return;
    output_format(out, "    %s\n", label);
    for (size_t i = 0; i < program->count; i++) {
        const Step *step = &program->steps[i];
        output_format(out, "      r%u = %s r%u r%u r%u k %lld m %lld\n", step->out,
                      kernel_name(step->kernel), step->a, step->b, step->c, (long long)step->k,
                      (long long)step->m);
    }
    output_format(out, "      -> r%u ", program->out);
    if (program->ratio)
        output_string(out, "ratio\n");
    else
        output_format(out, "scale %lld\n", (long long)program->scale);
}

static void print_name(Output *out, const Name *name)
{
    output_text(out, name_canonical(name));
}

static const char *rule_class(const PlanRule *rule)
{
    if (rule->rule && rule->rule->trigger == TRIGGER_SCORES)
        return "score";
    if (rule->kept)
        return "staged";
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].shared || rule->member_count > 0)
            return rule->ordered != NO_INDEX ? "ordered keyed" : "keyed";
    return rule->ordered != NO_INDEX ? "ordered" : "streaming";
}

static void print_member(const PlanMember *member, Output *out)
{
    print_program(out, "only", &member->only);
    print_program(out, "count", &member->count);
    print_program(out, "item", &member->item);
    for (size_t i = 0; i < member->each_count; i++)
        print_program(out, "each", &member->parts[i]);
}

static void print_claims(const PlanRule *rule, Output *out)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].shared)
            print_member(rule->effects[i].shared, out);
    for (size_t i = 0; i < rule->member_count; i++)
        print_member(&rule->members[i], out);
}

static void print_rule(const Plan *plan, const PlanRule *rule, Output *out)
{
    const Ir *ir = plan->ir;
    output_string(out, rule->rule ? "  rule " : "  measure ");
    print_name(out, rule->rule ? &rule->rule->name : &ir->items[rule->index].name);
    output_format(out, " %s", rule_class(rule));
    if (rule->treat_as != NO_INDEX) {
        output_string(out, " treats as ");
        print_name(out, &ir->events[rule->treat_as].name);
    }
    output_char(out, '\n');
    print_program(out, "when", &rule->condition);
    print_program(out, "late", &rule->late);
    print_program(out, "passes", &rule->run_where);
    print_program(out, "counted", &rule->counted);
    for (size_t i = 0; i < rule->charge_count; i++) {
        print_program(out, "charge", &rule->charges[i].path);
        print_program(out, "charge where", &rule->charges[i].where);
    }
    for (size_t i = 0; i < rule->effect_count; i++) {
        print_program(out, "amount", &rule->effects[i].amount);
        print_program(out, "to", &rule->effects[i].high);
    }
    print_claims(rule, out);
    for (size_t i = 0; i < (rule->caps ? rule->rule->cap_count : 0); i++)
        print_program(out, "cap", &rule->caps[i]);
}

static void print_item(const PlanItem *item, Output *out)
{
    static const char *const KINDS[] = {"section", "score", "rank",      "grade",  "measure",
                                        "member",  "group", "countback", "meeting"};
    output_format(out, "  %s ", KINDS[item->item->kind]);
    print_name(out, &item->item->name);
    const char *range = item->item->kept ? "days" : "periods";
    output_format(out, " stage %u %s %d..%d ", item->stage, range, item->first, item->last);
    if (item->ratio)
        output_string(out, "ratio");
    else
        output_format(out, "scale %lld", (long long)item->scale);
    if (item->group != NO_INDEX)
        output_format(out, " matrix %u cell %u", item->group, item->cell);
    output_char(out, '\n');
    for (size_t i = 0; i < item->item->version_count; i++) {
        const PlanVersion *version = &item->versions[i];
        print_program(out, "value", &version->value);
        print_program(out, "pro rata", &version->pro_rata);
        print_program(out, "floor", &version->floor);
        print_program(out, "cap", &version->cap);
        print_program(out, "only", &version->only);
        const IrVersion *of = &item->item->versions[i];
        for (size_t k = 0; k < of->then_count + of->level_count; k++)
            print_program(out, "key", &version->keys[k]);
    }
}

void plan_print(const Plan *plan, Output *out)
{
    output_string(out, "events\n");
    for (size_t i = 0; i < plan->rule_count; i++)
        if (plan->rules[i].wanted)
            print_rule(plan, &plan->rules[i], out);
    output_string(out, "scores\n");
    for (size_t i = 0; i < plan->ir->item_count; i++)
        if (plan->items[i].wanted && plan->items[i].item->kind == ITEM_MEASURE)
            print_item(&plan->items[i], out);
    for (size_t i = 0; i < plan->order_count; i++)
        if (plan->order[i].kind == REF_ITEM &&
            plan->items[plan->order[i].index].item->kind != ITEM_MEASURE)
            print_item(&plan->items[plan->order[i].index], out);
}

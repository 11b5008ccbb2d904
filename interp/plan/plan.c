/* Rules, items and matrices of a plan: what runs for each event kind, where postings add up. */
#include "interp/plan/plan.h"

#include <string.h>

/* --- sections: where postings add up --- */

void widen_posts(PlanItem *item, bool ratio, int64_t scale, int64_t share)
{
    int64_t product, common;
    if (ratio || __builtin_mul_overflow(scale, share, &product) ||
        !lcm64(&common, item->post_scale, product) || common > 1000000000000) {
        item->post_ratio = true;
        return;
    }
    item->post_scale = common;
}

/* Shares that are withheld are added, so their common denominator is enough. */
static void withhold_scale(PlanItem *item, const PlanRule *rule, const PlanEffect *effect)
{
    int64_t share = effect->amount.scale, product;
    bool fits = !effect->amount.ratio && lcm64(&item->withhold_scale, item->withhold_scale, share);
    for (size_t k = 0; k < rule->charge_count && fits; k++)
        fits = !__builtin_mul_overflow(share, rule->charges[k].charge->share.den, &product) &&
               lcm64(&item->withhold_scale, item->withhold_scale, product);
    item->withhold_ratio |= !fits;
}

static void widen_all(PlanItem *item, const PlanRule *rule, const Program *amount)
{
    if (rule->charge_count == 0)
        widen_posts(item, amount->ratio, amount->scale, 1);
    for (size_t k = 0; k < rule->charge_count; k++)
        widen_posts(item, amount->ratio, amount->scale, rule->charges[k].charge->share.den);
}

static void post_scale(Plan *plan, const PlanRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        const PlanEffect *effect = &rule->effects[i];
        PlanItem *item = &plan->items[effect->effect->item];
        bool bounds = effect->effect->kind == EFFECT_HOLD || effect->effect->kind == EFFECT_SET;
        if (bounds && (effect->amount.ratio ||
                       !lcm64(&item->hold_scale, item->hold_scale, effect->amount.scale)))
            item->hold_ratio = true;
        if (effect->effect->kind == EFFECT_WITHHOLD)
            withhold_scale(item, rule, effect);
        if (effect->effect->kind != EFFECT_POST)
            continue;
        widen_all(item, rule, &effect->amount);
        if (effect->effect->high) {
            widen_all(item, rule, &effect->high);
            widen_all(item, rule, &(Program){.scale = FIELD_SCALE});
        }
    }
}

static void place_in_group(Plan *plan, PlanItem *item)
{
    uint32_t i = 0;
    for (; i < plan->group_count; i++)
        if (plan->groups[i].subject == item->item->subject &&
            plan->groups[i].calendar == item->item->calendar &&
            plan->groups[i].first == item->first && plan->groups[i].last == item->last)
            break;
    PlanGroup *group = &plan->groups[i];
    if (i == plan->group_count) {
        plan->group_count++;
        *group = (PlanGroup){item->item->subject, item->item->calendar, item->first, item->last, 0};
    }
    item->group = i;
    item->cell = group->cells++;
}

/* --- event rules --- */

const Expr *conjoin(Compiler *compiler, const Expr *a, const Expr *b)
{
    if (!a || !b)
        return a ? a : b;
    Expr *both = arena_alloc(compiler->arena, sizeof *both);
    both->op = EXPR_AND;
    both->type = a->type;
    both->span = a->span;
    both->arg[0] = arena_copy(compiler->arena, a, sizeof *a);
    both->arg[1] = arena_copy(compiler->arena, b, sizeof *b);
    return both;
}

static const Expr *negate(Compiler *compiler, const Expr *expr)
{
    if (!expr)
        return NULL;
    Expr *not = arena_alloc(compiler->arena, sizeof *not );
    not ->op = EXPR_NOT;
    not ->type = expr->type;
    not ->span = expr->span;
    not ->arg[0] = arena_copy(compiler->arena, expr, sizeof *expr);
    return not ;
}

const Expr *rule_condition(Compiler *compiler, const IrRule *rule)
{
    const Expr *when = conjoin(compiler, rule->where, rule->only);
    return conjoin(compiler, when, negate(compiler, rule->unless));
}

static void plan_charges(Compiler *compiler, PlanRule *out, const IrCharge *charges, size_t count,
                         uint32_t own_kind)
{
    out->charges = arena_alloc(compiler->arena, (count + 1) * sizeof *out->charges);
    out->charge_count = count;
    for (size_t i = 0; i < count; i++) {
        const IrCharge *charge = &charges[i];
        PlanCharge *to = &out->charges[i];
        to->charge = charge;
        to->path = compile_program(compiler, charge->path);
        to->where = compile_program(compiler, charge->where);
        to->kind = charge->path ? charge->path->type.ref : own_kind;
    }
}

static void plan_effects(Compiler *compiler, PlanRule *out)
{
    const IrRule *rule = out->rule;
    out->effects = arena_alloc(compiler->arena, (rule->effect_count + 1) * sizeof *out->effects);
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        if (effect->kind == EFFECT_VOID) {
            out->is_void = true;
            continue;
        }
        if (effect->kind == EFFECT_TREAT_AS) {
            out->treat_as = effect->item;
            continue;
        }
        bool is_used = effect->kind == EFFECT_NOTICE || compiler->plan->items[effect->item].wanted;
        bool consumes = out->pool != NO_INDEX && effect->kind == EFFECT_POST;
        if (!is_used && !consumes)
            continue;
        out->fires |= is_used;
        PlanEffect *to = &out->effects[out->effect_count++];
        to->effect = effect;
        to->amount = compile_program(compiler, effect->amount);
        to->high = compile_program(compiler, effect->high);
        if (effect->high)
            compiler->plan->wanted[effect->decided] = true;
    }
    post_scale(compiler->plan, out);
}

/* Of a run of periods `for` and `unless` select those it looks at; the rest is what each of them
 * meets or not (S3). */
static void plan_condition(Compiler *compiler, PlanRule *out)
{
    IrRule selects = *out->rule;
    const Expr *passes = out->rule->run_where;
    if (out->is_period_run) {
        passes = conjoin(compiler, selects.where, passes);
        selects.where = NULL;
    }
    out->condition = compile_program(compiler, rule_condition(compiler, &selects));
    out->run_where = compile_program(compiler, passes);
}

void plan_rule(Compiler *compiler, PlanRule *out)
{
    const IrRule *rule = out->rule;
    bool on_scores = rule->trigger == TRIGGER_SCORES;
    compiler->own_kind = rule->subject;
    compiler->own_calendar = on_scores ? rule->calendar : NO_INDEX;
    out->is_period_run = on_scores && compiler->ir->period_runs[rule->family];
    plan_condition(compiler, out);
    out->limit = compile_program(compiler, rule->count_by);
    if (!rule->balance)
        out->counted = compile_program(compiler, rule->counted);
    out->pool = compiler->plan->families[rule->family].pool;
    plan_charges(compiler, out, rule->charges, rule->charge_count, rule->subject);
    plan_effects(compiler, out);
    if (out->pool != NO_INDEX)
        plan_claims(compiler, out);
}

static uint32_t run_of_rule(Plan *plan, const IrRule *rule)
{
    Text name = name_canonical(&rule->name);
    for (uint32_t i = 0; i < plan->run_count; i++)
        if (text_equal(plan->runs[i].name, name))
            return i;
    plan->runs[plan->run_count].name = name;
    plan->runs[plan->run_count].stage = NO_INDEX;
    return (uint32_t)plan->run_count++;
}

static void add_index(Plan *plan, uint32_t **list, size_t *count, uint32_t index)
{
    if ((*count & (*count - 1)) == 0) { /* a power of two, or 0: full */
        uint32_t *larger = arena_alloc(plan->arena, (*count ? *count * 2 : 1) * sizeof **list);
        if (*count)
            memcpy(larger, *list, *count * sizeof **list);
        *list = larger;
    }
    (*list)[(*count)++] = index;
}

static void list_for_kinds(Plan *plan, uint32_t index, const uint32_t *kinds, size_t count,
                           bool any, bool fires)
{
    const PlanRule *rule = &plan->rules[index];
    size_t all = any ? plan->ir->event_count : count;
    for (uint32_t i = 0; i < all; i++) {
        uint32_t kind = any ? i : kinds[i];
        KindRules *of = &plan->kinds[kind];
        if (rule->is_void)
            add_index(plan, &of->voids, &of->void_count, index);
        else if (rule->treat_as != NO_INDEX && rule->treat_as != kind)
            add_index(plan, &of->treats, &of->treat_count, index);
        else if (rule->treat_as == NO_INDEX && fires)
            add_index(plan, &of->rules, &of->rule_count, index);
        if (rule->decision_count > 0)
            add_index(plan, &of->decides, &of->decide_count, index);
    }
}

/* Every version feeds the stream, also one that does not count itself (S4). */
static bool is_counting(const Ir *ir, const IrRule *rule)
{
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].counter != COUNTER_NONE && ir->rules[i].trigger == TRIGGER_EVENTS &&
            text_equal(name_canonical(&ir->rules[i].name), name_canonical(&rule->name)))
            return true;
    return false;
}

/* What effects and charges read is kept with the matched rows. */
static void plan_stream(Compiler *compiler, PlanRule *out)
{
    Plan *plan = compiler->plan;
    bool *wanted = plan->wanted;
    bool *effect_slots = arena_alloc(plan->arena, plan->ir->slot_count + 1);
    out->ordered = run_of_rule(plan, out->rule);
    plan->wanted = effect_slots;
    plan_charges(compiler, out, out->rule->charges, out->rule->charge_count, out->rule->subject);
    out->effect_count = 0;
    plan_effects(compiler, out);
    if (out->pool != NO_INDEX)
        plan_claims(compiler, out);
    plan->wanted = wanted;
    PlanRun *run = &plan->runs[out->ordered];
    run->counted |= out->counted.count > 0;
    run->limited |= out->limit.count > 0;
    run->fires |= out->fires;
    for (size_t i = 0; i < plan->ir->slot_count; i++)
        run->wanted[i] |= effect_slots[i];
}

void plan_event_rule(Compiler *compiler, uint32_t index)
{
    PlanRule *out = &compiler->plan->rules[index];
    out->wanted = true;
    plan_rule(compiler, out);
    plan_decisions(compiler, out);
    if (compiler->plan->has_counters && is_counting(compiler->ir, out->rule))
        plan_stream(compiler, out);
}

void list_event_rule(Plan *plan, uint32_t index)
{
    const PlanRule *out = &plan->rules[index];
    const IrRule *rule = out->rule;
    bool fires = out->fires;
    if (out->pool != NO_INDEX)
        fires |= plan->families[rule->family].fires;
    if (out->ordered != NO_INDEX)
        fires |= plan->runs[out->ordered].fires;
    if (fires || out->is_void || out->treat_as != NO_INDEX || out->decision_count > 0)
        list_for_kinds(plan, index, rule->kinds, rule->kind_count, rule->any_event, fires);
}

static void plan_measure(Compiler *compiler, uint32_t item_index)
{
    Plan *plan = compiler->plan;
    const IrItem *own = &plan->ir->items[item_index];
    const IrItem *item = own->kind == ITEM_MEETING ? &plan->ir->items[own->of] : own;
    uint32_t index = (uint32_t)plan->rule_count++;
    PlanRule *out = &plan->rules[index];
    *out = (PlanRule){.index = item_index,
                      .ordered = NO_INDEX,
                      .treat_as = NO_INDEX,
                      .pool = NO_INDEX,
                      .wanted = true,
                      .from = DAY_ALWAYS,
                      .until = DAY_NEVER};
    compiler->own_kind = item->subject;
    compiler->own_calendar = NO_INDEX;
    out->keeps = item->kept;
    out->condition = compile_program(compiler, item->where);
    plan_charges(compiler, out, item->whose, item->whose_count, item->subject);
    IrEffect *effect = arena_alloc(plan->arena, sizeof *effect);
    *effect = (IrEffect){.kind = EFFECT_POST, .item = item_index, .amount = item->measured};
    static const Expr one = {.op = EXPR_CONST, .type = {.kind = TYPE_NUMBER}, .value = {1, 1}};
    out->effects = arena_alloc(plan->arena, sizeof *out->effects);
    out->effects[0].effect = effect;
    out->effects[0].amount = compile_program(compiler, item->measured ? item->measured : &one);
    out->effect_count = 1;
    if (!item->kept && own->kind != ITEM_MEETING)
        post_scale(plan, out);
    plan->measure_rule[item_index] = index;
    list_for_kinds(plan, index, item->kinds, item->kind_count, false, true);
}

void plan_rules(Compiler *compiler)
{
    Plan *plan = compiler->plan;
    for (uint32_t i = 0; i < plan->ir->rule_count; i++)
        if (plan->ir->rules[i].trigger == TRIGGER_EVENTS && !plan->ir->rules[i].staged)
            plan_event_rule(compiler, i);
    plan_claims_join(plan);
    for (uint32_t i = 0; i < plan->ir->rule_count; i++)
        if (plan->ir->rules[i].trigger == TRIGGER_EVENTS && !plan->ir->rules[i].staged)
            list_event_rule(plan, i);
    plan_claims_widen(plan);
    for (uint32_t i = 0; i < plan->ir->item_count; i++)
        if (item_has_kinds(plan->ir, plan->items[i].item) && plan->items[i].wanted)
            plan_measure(compiler, i);
}

/* --- the whole --- */

enum { FINE_SCALE = 100 };

/* Whole and decimal amounts down to hundredths have one scale: changing one for the other keeps the
 * shape of what adds up. */
static void set_apart(Plan *plan, const Plan *like)
{
    for (size_t i = 0; i < plan->ir->item_count; i++)
        if (plan->ir->items[i].kind == ITEM_SECTION) {
            bool is_known = like && i < like->ir->item_count && like->items[i].apart;
            plan->items[i].apart = true;
            plan->items[i].post_scale = is_known ? like->items[i].post_scale : FINE_SCALE;
        }
}

static Plan *plan_rooms(Arena *arena, const Ir *ir)
{
    Plan *plan = arena_alloc(arena, sizeof *plan);
    plan->arena = arena;
    plan->ir = ir;
    plan->items = arena_alloc(arena, (ir->item_count + 1) * sizeof *plan->items);
    plan->rules = arena_alloc(arena, (ir->rule_count + ir->item_count + 1) * sizeof *plan->rules);
    plan->measure_rule = arena_alloc(arena, (ir->item_count + 1) * sizeof *plan->measure_rule);
    plan->groups = arena_alloc(arena, (ir->item_count + 1) * sizeof *plan->groups);
    plan->runs = arena_alloc(arena, (ir->rule_count + 1) * sizeof *plan->runs);
    plan->kinds = arena_alloc(arena, (ir->event_count + 1) * sizeof *plan->kinds);
    plan->wanted = arena_alloc(arena, ir->slot_count + 1);
    plan->wanted_kinds = arena_alloc(arena, ir->event_count + 1);
    plan->rule_stage = arena_alloc(arena, (ir->rule_count + 1) * sizeof *plan->rule_stage);
    plan->rule_can_open = arena_alloc(arena, ir->rule_count + 1);
    plan->rule_count = ir->rule_count;
    plan->regs = 1;
    for (size_t i = 0; i < ir->item_count; i++)
        plan->items[i] = (PlanItem){.item = &ir->items[i],
                                    .last = -1,
                                    .post_scale = 1,
                                    .hold_scale = 1,
                                    .withhold_scale = 1,
                                    .scale = 1,
                                    .step_scale = 1,
                                    .group = NO_INDEX,
                                    .meeting = NO_INDEX};
    for (uint32_t i = 0; i < ir->rule_count; i++) {
        plan->rules[i] = (PlanRule){.rule = &ir->rules[i],
                                    .index = i,
                                    .ordered = NO_INDEX,
                                    .treat_as = NO_INDEX,
                                    .pool = NO_INDEX,
                                    .from = ir->rules[i].meta.from,
                                    .until = ir->rules[i].meta.until,
                                    .last = -1};
        plan->runs[i].wanted = arena_alloc(arena, ir->slot_count + 1);
        plan->has_counters |= ir->rules[i].counter != COUNTER_NONE;
    }
    plan_families(plan);
    return plan;
}

static void plan_node_rule(Compiler *compiler, uint32_t index)
{
    PlanRule *rule = &compiler->plan->rules[index];
    if (rule->rule->staged)
        plan_staged_rule(compiler, index);
    else
        plan_rule(compiler, rule);
}

/* Texts of the others are not kept, so that memory is for what rules match. */
static void plan_wanted_kinds(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->event_count; i++) {
        const KindRules *of = &plan->kinds[i];
        plan->wanted_kinds[i] =
            of->void_count + of->treat_count + of->decide_count + of->rule_count > 0;
    }
}

Plan *plan_new(Arena *arena, const Ir *ir, const PlanQuestion *question, TextCode *text_code,
               void *context)
{
    Plan *plan = plan_rooms(arena, ir);
    plan->known_from = question->known_from;
    if (question->apart)
        set_apart(plan, question->like);
    plan_ranges(plan, question);
    plan_in_order(plan);
    for (size_t i = 0; i < ir->item_count; i++) {
        ItemKind kind = ir->items[i].kind;
        bool adds_up = kind == ITEM_SECTION || (kind == ITEM_MEASURE && !ir->items[i].kept);
        if (plan->items[i].wanted && adds_up)
            place_in_group(plan, &plan->items[i]);
        if (plan->items[i].wanted && kind == ITEM_MEETING)
            plan_meeting(plan, (uint32_t)i);
    }
    Compiler compiler = {
        .arena = arena, .ir = ir, .plan = plan, .text_code = text_code, .context = context};
    plan_rules(&compiler);
    for (size_t i = 0; i < ir->item_count; i++)
        if (ir->items[i].kind == ITEM_MEASURE && plan->items[i].wanted && !ir->items[i].kept)
            plan_item(&compiler, &plan->items[i]);
    for (size_t i = 0; i < ir->order_count; i++) {
        NodeRef ref = ir->order[i];
        if (ref.kind == REF_ITEM && plan->items[ref.index].wanted &&
            ir->items[ref.index].kind != ITEM_MEASURE)
            plan_item(&compiler, &plan->items[ref.index]);
        else if (ref.kind == REF_RULE && plan->rules[ref.index].wanted)
            plan_node_rule(&compiler, ref.index);
    }
    plan_contests(plan);
    plan_stages(plan, question);
    plan_staged_streams(plan);
    plan_opens(plan);
    plan_horizon(plan, question);
    plan_wanted_kinds(plan);
    return plan;
}

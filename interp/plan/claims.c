/* Postings that wait for others before they count: shared ones, those of selections, those under a
 * cap. Which rules these are, what each needs, in which class the rest can be held. */
#include "interp/plan/plan.h"

#define SCALE_MOST INT64_C(1000000000000)

/* --- who --- */

static void mark_families(Plan *plan)
{
    const Ir *ir = plan->ir;
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        PlanFamily *family = &plan->families[rule->family];
        family->capped |= rule->cap_count > 0;
        for (size_t k = 0; k < rule->effect_count; k++)
            family->shared |= rule->effects[k].shared_count > 0;
    }
    for (size_t i = 0; i < ir->selection_count; i++)
        for (size_t k = 0; k < ir->selections[i].family_count; k++) {
            PlanFamily *family = &plan->families[ir->selections[i].families[k]];
            family->several |= family->selected && family->selection != ir->selections[i].index;
            family->selected = true;
            family->selection = ir->selections[i].index;
        }
}

static void add_pools(Plan *plan)
{
    const Ir *ir = plan->ir;
    plan->pools[plan->pool_count++] = (PlanPool){.scale = 1, .stage = NO_INDEX};
    for (size_t i = 0; i < ir->rule_count; i++) {
        const IrRule *rule = &ir->rules[i];
        PlanFamily *family = &plan->families[rule->family];
        if (!family->capped && !family->shared && !family->selected)
            continue;
        bool on_scores = rule->trigger == TRIGGER_SCORES;
        if (family->pool == NO_INDEX && !on_scores && !rule->staged)
            family->pool = 0;
        if (family->pool == NO_INDEX) {
            family->pool = (uint32_t)plan->pool_count;
            plan->pools[plan->pool_count++] =
                (PlanPool){.on_scores = on_scores, .scale = 1, .stage = NO_INDEX};
        }
        PlanPool *pool = &plan->pools[family->pool];
        pool->cap_room = rule->cap_count > pool->cap_room ? rule->cap_count : pool->cap_room;
    }
}

static void add_selections(Plan *plan)
{
    const Ir *ir = plan->ir;
    plan->contest_count = ir->selection_names;
    for (size_t i = 0; i < ir->selection_count; i++) {
        const IrSelection *selection = &ir->selections[i];
        PlanContest *contest = &plan->contests[selection->index];
        bool is_new = contest->parts == 0;
        size_t parts = selection->each_count;
        contest->stratum = selection->by_period ? STRATUM_PERIODS : STRATUM_FIELDS;
        contest->several = !is_new;
        contest->only = is_new && selection->count->op == EXPR_CONST ? selection : NULL;
        contest->has_item |= selection->item != NULL;
        contest->parts = parts > contest->parts ? parts : contest->parts;
    }
}

static size_t shared_effects(const Ir *ir)
{
    size_t count = 0;
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].effect_count; k++)
            count += ir->rules[i].effects[k].shared_count > 0;
    return count;
}

void plan_families(Plan *plan)
{
    const Ir *ir = plan->ir;
    size_t contests = ir->selection_names + shared_effects(ir);
    plan->families = arena_alloc(plan->arena, (ir->family_count + 1) * sizeof *plan->families);
    plan->pools = arena_alloc(plan->arena, (ir->family_count + 1) * sizeof *plan->pools);
    plan->contests = arena_alloc(plan->arena, (contests + 1) * sizeof *plan->contests);
    for (size_t i = 0; i < ir->family_count; i++)
        plan->families[i].pool = NO_INDEX;
    mark_families(plan);
    add_pools(plan);
    add_selections(plan);
}

/* --- what each needs --- */

static void plan_parts(Compiler *compiler, PlanMember *member)
{
    member->parts = arena_alloc(compiler->arena, (member->each_count + 1) * sizeof *member->parts);
    for (size_t i = 0; i < member->each_count; i++)
        member->parts[i] = compile_program(compiler, member->each[i].path);
}

static void add_member(Compiler *compiler, PlanRule *out, const IrSelection *selection)
{
    PlanMember *member = &out->members[out->member_count++];
    *member = (PlanMember){.contest = selection->index,
                           .selection = selection,
                           .each = selection->each,
                           .each_count = selection->each_count};
    member->only = compile_program(compiler, selection->only);
    member->count = compile_program(compiler, selection->count);
    member->item = compile_program(compiler, selection->item);
    plan_parts(compiler, member);
}

static bool has_family(const IrSelection *selection, uint32_t family)
{
    for (size_t i = 0; i < selection->family_count; i++)
        if (selection->families[i] == family)
            return true;
    return false;
}

static void plan_members(Compiler *compiler, PlanRule *out)
{
    const Ir *ir = compiler->ir;
    size_t count = 0;
    for (size_t i = 0; i < ir->selection_count; i++)
        count += has_family(&ir->selections[i], out->rule->family);
    out->members = arena_alloc(compiler->arena, (count + 1) * sizeof *out->members);
    out->member_count = 0;
    for (size_t i = 0; i < ir->selection_count; i++)
        if (has_family(&ir->selections[i], out->rule->family))
            add_member(compiler, out, &ir->selections[i]);
}

/* The contest of that effect: its versions share one. */
static uint32_t share_contest(Plan *plan, const IrRule *rule, const IrEffect *effect)
{
    uint32_t place = 0;
    for (const IrEffect *at = rule->effects; at < effect; at++)
        place += at->shared_count > 0;
    uint32_t i = (uint32_t)plan->ir->selection_names;
    while (i < plan->contest_count &&
           (plan->contests[i].family != rule->family || plan->contests[i].place != place))
        i++;
    PlanContest *contest = &plan->contests[i];
    if (i == plan->contest_count) {
        plan->contest_count++;
        *contest = (PlanContest){.stratum = STRATUM_SHARE,
                                 .pool = plan->families[rule->family].pool,
                                 .family = rule->family,
                                 .place = place};
    }
    if (effect->shared_count > contest->parts)
        contest->parts = effect->shared_count;
    return i;
}

static void plan_shared(Compiler *compiler, const PlanRule *out, PlanEffect *effect)
{
    PlanMember *member = arena_alloc(compiler->arena, sizeof *member);
    *member = (PlanMember){.contest = share_contest(compiler->plan, out->rule, effect->effect),
                           .each = effect->effect->shared_by,
                           .each_count = effect->effect->shared_count};
    plan_parts(compiler, member);
    effect->shared = member;
}

static uint32_t calendar_at(Compiler *compiler, PlanFamily *family, uint32_t calendar)
{
    if (!family->calendars)
        family->calendars = arena_alloc(compiler->arena, (compiler->ir->calendar_count + 1) *
                                                             sizeof *family->calendars);
    for (uint32_t i = 0; i < family->calendar_count; i++)
        if (family->calendars[i] == calendar)
            return i;
    family->calendars[family->calendar_count] = calendar;
    return (uint32_t)family->calendar_count++;
}

static void plan_caps(Compiler *compiler, PlanRule *out)
{
    const IrRule *rule = out->rule;
    PlanFamily *family = &compiler->plan->families[rule->family];
    out->caps = arena_alloc(compiler->arena, (rule->cap_count + 1) * sizeof *out->caps);
    out->cap_at = arena_alloc(compiler->arena, (rule->cap_count + 1) * sizeof *out->cap_at);
    for (size_t i = 0; i < rule->cap_count; i++) {
        out->caps[i] = compile_program(compiler, rule->caps[i].amount);
        out->cap_at[i] = calendar_at(compiler, family, rule->caps[i].calendar);
    }
}

/* Rules that wait for scores are few: what they post is kept as ratios. */
static void widen_all(Plan *plan, const PlanRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].effect->kind == EFFECT_POST)
            widen_posts(&plan->items[rule->effects[i].effect->item], true, 1, 1);
}

void plan_claims(Compiler *compiler, PlanRule *out)
{
    PlanFamily *family = &compiler->plan->families[out->rule->family];
    plan_caps(compiler, out);
    plan_members(compiler, out);
    for (size_t i = 0; i < out->effect_count; i++)
        if (out->effects[i].effect->shared_count > 0)
            plan_shared(compiler, out, &out->effects[i]);
    family->ratio |= family->shared || out->pool != 0;
    if (out->pool == 0)
        return;
    family->fires |= out->fires;
    widen_all(compiler->plan, out);
}

/* --- how the rest is held --- */

static void join(PlanPool *pool, PlanFamily *family, const Program *program, int64_t share)
{
    int64_t product, common;
    if (program->ratio || __builtin_mul_overflow(program->scale, share, &product) ||
        !lcm64(&common, pool->scale, product) || common > SCALE_MOST) {
        family->ratio = true;
        return;
    }
    pool->scale = common;
}

static void join_all(PlanPool *pool, PlanFamily *family, const PlanRule *rule,
                     const Program *amount)
{
    join(pool, family, amount, 1);
    for (size_t k = 0; k < rule->charge_count; k++)
        join(pool, family, amount, rule->charges[k].charge->share.den);
}

static void join_rule(PlanPool *pool, PlanFamily *family, const PlanRule *rule)
{
    family->fires |= rule->fires;
    for (size_t i = 0; i < rule->rule->cap_count; i++)
        join(pool, family, &rule->caps[i], 1);
    for (size_t i = 0; i < rule->effect_count; i++) {
        if (rule->effects[i].effect->kind != EFFECT_POST)
            continue;
        join_all(pool, family, rule, &rule->effects[i].amount);
        if (!rule->effects[i].effect->high)
            continue;
        join_all(pool, family, rule, &rule->effects[i].high);
        join_all(pool, family, rule, &(Program){.scale = FIELD_SCALE}); /* a decision's own */
    }
}

/* Whoever competes with what is wanted must be there. */
static bool spread_fires(Plan *plan, const IrSelection *selection)
{
    bool fires = false, changed = false;
    for (size_t i = 0; i < selection->family_count; i++)
        fires |= plan->families[selection->families[i]].fires;
    for (size_t i = 0; i < selection->family_count && fires; i++) {
        changed |= !plan->families[selection->families[i]].fires;
        plan->families[selection->families[i]].fires = true;
    }
    return changed;
}

void plan_claims_join(Plan *plan)
{
    const Ir *ir = plan->ir;
    for (size_t i = 0; i < ir->rule_count; i++)
        if (plan->rules[i].pool == 0)
            join_rule(&plan->pools[0], &plan->families[ir->rules[i].family], &plan->rules[i]);
    bool changed = true;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < ir->selection_count; i++)
            changed |= spread_fires(plan, &ir->selections[i]);
    }
}

void plan_claims_widen(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->rule_count; i++) {
        const PlanRule *rule = &plan->rules[i];
        if (rule->pool != 0)
            continue;
        bool ratio = plan->families[rule->rule->family].ratio;
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].effect->kind == EFFECT_POST)
                widen_posts(&plan->items[rule->effects[k].effect->item], ratio,
                            plan->pools[0].scale, 1);
    }
}

static size_t posts_of(const IrRule *rule)
{
    size_t count = 0;
    for (size_t k = 0; k < rule->effect_count; k++)
        count += rule->effects[k].kind == EFFECT_POST;
    return count;
}

/* All that a rule posts of an event competes as one, and all of equal items. */
static void plan_merges(Plan *plan)
{
    const Ir *ir = plan->ir;
    for (size_t i = 0; i < ir->selection_count; i++) {
        const IrSelection *selection = &ir->selections[i];
        bool *merges = &plan->contests[selection->index].merges;
        *merges |= selection->item != NULL;
        for (size_t k = 0; k < ir->rule_count && !*merges; k++)
            *merges = posts_of(&ir->rules[k]) > 1 && has_family(selection, ir->rules[k].family);
    }
}

/* Behind the parts that are written: of versions, which; of what is shared, how many parts, or on
 * scores the day. */
void plan_contests(Plan *plan)
{
    plan_merges(plan);
    for (size_t i = 0; i < plan->contest_count; i++) {
        PlanContest *contest = &plan->contests[i];
        bool is_share = contest->stratum == STRATUM_SHARE;
        contest->has_count = !is_share && !contest->only;
        contest->parts += is_share || contest->several;
        contest->count_at = 0;
        contest->item_at = contest->count_at + contest->has_count;
        contest->parts_at = contest->item_at + contest->has_item;
        contest->width = contest->parts_at + contest->parts;
    }
}

/* --- what open decisions may reach --- */

static bool spread_open(const IrSelection *selection, bool *open)
{
    bool any = false, changed = false;
    for (size_t i = 0; i < selection->family_count; i++)
        any |= open[selection->families[i]];
    for (size_t i = 0; i < selection->family_count && any; i++) {
        changed |= !open[selection->families[i]];
        open[selection->families[i]] = true;
    }
    return changed;
}

void plan_claims_open(Plan *plan)
{
    const Ir *ir = plan->ir;
    bool *open = arena_alloc(plan->arena, ir->family_count + 1), changed = true;
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < plan->rules[i].effect_count; k++)
            open[ir->rules[i].family] |= plan->rules[i].effects[k].effect->high != NULL;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < ir->selection_count; i++)
            changed |= spread_open(&ir->selections[i], open);
    }
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < plan->rules[i].effect_count; k++) {
            const IrEffect *effect = plan->rules[i].effects[k].effect;
            if (plan->rules[i].pool != NO_INDEX && effect->kind == EFFECT_POST)
                plan->items[effect->item].can_open |= open[ir->rules[i].family];
        }
}

/* --- when --- */

/* What rules on scores put aside waits for the last version, and for everyone. */
uint32_t plan_rule_stage(const Plan *plan, uint32_t index)
{
    const IrRule *rule = &plan->ir->rules[index];
    uint32_t stage = plan->rule_stage[index];
    if (rule->staged)
        return stage;
    if (plan->rules[index].pool == NO_INDEX)
        return stage + (rule->charge_count > 0);
    for (uint32_t i = 0; i < plan->ir->rule_count && plan->ir->together[rule->family]; i++)
        if (plan->ir->rules[i].family == rule->family && plan->rule_stage[i] > stage)
            stage = plan->rule_stage[i];
    plan->pools[plan->rules[index].pool].stage = stage;
    return stage + 1;
}

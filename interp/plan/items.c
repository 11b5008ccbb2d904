/* The programs of sections, scores, ranks and grades, and the class and scale of their columns. */
#include "interp/plan/plan.h"

static void join_class(PlanItem *item, const Program *program)
{
    int64_t scale;
    if (program->count == 0)
        return;
    if (program->ratio || !lcm64(&scale, item->step_scale, program->scale) || scale > 1000000000000)
        item->step_ratio = true;
    else
        item->step_scale = scale;
}

/* A scale of twos and fives becomes the power of ten above it: such values print fastest, and
 * sections of one kind meet without being scaled to each other. */
static int64_t decimal_scale(int64_t scale)
{
    int64_t power = 1;
    while (power < 1000000000000 && power % scale != 0)
        power *= 10;
    return power % scale == 0 ? power : scale;
}

static Program roster_share(Compiler *compiler)
{
    Step *step = arena_alloc(compiler->arena, sizeof *step);
    step->kernel = KERNEL_ROSTER_SHARE;
    return (Program){step, 1, 0, true, 1};
}

static void plan_value_version(Compiler *compiler, PlanItem *item, size_t i)
{
    const IrVersion *version = &item->item->versions[i];
    PlanVersion *to = &item->versions[i];
    to->value = compile_program(compiler, item->item->kind == ITEM_SECTION ? version->base
                                                                           : version->formula);
    to->floor = compile_program(compiler, version->floor);
    to->cap = compile_program(compiler, version->cap);
    to->only = compile_program(compiler, version->only);
    to->across = compile_program(compiler, version->rounding.across);
    if (version->pro_rata)
        to->pro_rata = roster_share(compiler);
    join_class(item, &to->value);
    join_class(item, &to->floor);
    join_class(item, &to->cap);
    join_class(item, &to->pro_rata);
}

static void plan_keys(Compiler *compiler, PlanItem *item, size_t i)
{
    const IrVersion *version = &item->item->versions[i];
    PlanVersion *to = &item->versions[i];
    Arena *arena = compiler->arena;
    to->value = compile_program(compiler, version->by);
    to->only = compile_program(compiler, version->only);
    size_t keys = version->then_count + version->level_count;
    to->keys = arena_alloc(arena, (keys + 1) * sizeof *to->keys);
    for (size_t k = 0; k < version->then_count; k++)
        to->keys[k] = compile_program(compiler, version->then_by[k]);
    size_t groups = version->within_count;
    for (size_t k = 0; k < version->level_count; k++) {
        to->keys[k] = compile_program(compiler, version->levels[k].condition);
        groups += version->levels[k].quota.within_count;
    }
    to->within = arena_alloc(arena, (groups + 1) * sizeof *to->within);
    size_t at = 0;
    for (size_t k = 0; k < version->within_count; k++)
        to->within[at++] = compile_program(compiler, version->within[k]);
    for (size_t k = 0; k < version->level_count; k++)
        for (size_t w = 0; w < version->levels[k].quota.within_count; w++)
            to->within[at++] = compile_program(compiler, version->levels[k].quota.within[w]);
}

/* Rounding in every version (a measure has none) makes the step's denominator the scale: ratios
 * end here. Where only some versions round, the scale of the steps must hold theirs too. */
static void round_class(PlanItem *item)
{
    int64_t scale = 1;
    bool all = item->item->version_count > 0;
    for (size_t i = 0; i < item->item->version_count; i++) {
        const Rounding *rounding = &item->item->versions[i].rounding;
        bool fits = !rounding->set || lcm64(&scale, scale, rounding->step.den);
        all &= rounding->set && fits;
        item->step_ratio |= !fits;
    }
    if (!all)
        join_class(item, &(Program){.count = 1, .scale = scale});
    item->ratio = !all && item->step_ratio;
    item->scale = item->ratio ? 1 : all ? scale : item->step_scale;
}

void plan_item(Compiler *compiler, PlanItem *item)
{
    const IrItem *of = item->item;
    int64_t scale;
    compiler->own_kind = of->subject;
    compiler->own_calendar = of->calendar;
    item->versions = arena_alloc(compiler->arena, (of->version_count + 1) * sizeof *item->versions);
    item->step_scale = item->post_scale;
    item->step_ratio = item->post_ratio;
    if (of->kind == ITEM_GROUP) {
        plan_group(compiler, item);
        return;
    }
    if (of->kind == ITEM_MEETING) { /* filled group by group of those level */
        item->ratio = true;
        return;
    }
    item->post_ratio = item->post_ratio && of->kind != ITEM_COUNTBACK; /* nothing adds up there */
    bool valued = of->kind == ITEM_SECTION || of->kind == ITEM_SCORE || of->kind == ITEM_MEMBER;
    for (size_t i = 0; i < of->version_count; i++) {
        if (valued)
            plan_value_version(compiler, item, i);
        else
            plan_keys(compiler, item, i);
    }
    if (of->kind == ITEM_RANK || of->kind == ITEM_GRADE || of->kind == ITEM_COUNTBACK)
        return;
    join_class(item, &(Program){.count = 1, .ratio = item->hold_ratio, .scale = item->hold_scale});
    item->step_ratio |= item->withhold_ratio ||
                        __builtin_mul_overflow(item->step_scale, item->withhold_scale, &scale) ||
                        scale > 1000000000000;
    if (!item->step_ratio)
        item->step_scale = scale;
    item->step_scale = decimal_scale(item->step_scale);
    round_class(item);
    if (of->kind == ITEM_SCORE || of->kind == ITEM_MEMBER)
        return;
    item->in_place = !item->ratio && !item->post_ratio && !item->apart;
    if (item->in_place)
        item->post_scale = item->scale;
}

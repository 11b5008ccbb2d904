/* Sections and scores of one period: formula, pro rata, floor, cap, holds, rounding (S10, S18). */
#include "interp/score/score.h"

#include <string.h>

/* A run of lanes in the class that the plan chose for the item's steps. */
typedef struct Values {
    size_t count;
    bool ratio;
    int64_t scale;
    int64_t num[LANES], den[LANES];
} Values;

/* Only the head: the lanes are written before they are read. */
static void values_init(Values *values, size_t count, bool ratio, int64_t scale)
{
    values->count = count;
    values->ratio = ratio;
    values->scale = scale;
}

static Ratio value_at(const Values *values, size_t i)
{
    Ratio out = {0, 0};
    if (values->ratio)
        return (Ratio){values->num[i], values->den[i]};
    if (values->num[i] != ABSENT)
        ratio_make(&out, values->num[i], values->scale);
    return out;
}

static bool is_absent(const Values *values, size_t i)
{
    return values->ratio ? values->den[i] == 0 : values->num[i] == ABSENT;
}

static void set_absent(Values *values, size_t i)
{
    values->num[i] = values->ratio ? 0 : ABSENT;
    values->den[i] = 0;
}

/* One value of a program into ratios. */
static bool convert(const Program *program, Reg reg, size_t i, Values *values)
{
    Ratio ratio = {0, 0};
    bool fits = true;
    if (program->ratio)
        ratio = (Ratio){reg.num[i], reg.den[i]};
    else if (reg.num[i] != ABSENT)
        fits = ratio_make(&ratio, reg.num[i], program->scale);
    values->num[i] = ratio.num;
    values->den[i] = ratio.den;
    return fits;
}

/* A scaled value into the scale of the item's steps. */
static inline bool rescale(int64_t value, int64_t factor, int64_t *out)
{
    *out = ABSENT;
    return value == ABSENT || !__builtin_mul_overflow(value, factor, out);
}

static void overflow(Exec *exec, uint32_t item, const IrVersion *version, size_t lane)
{
    const IrItem *of = exec->plan->items[item].item;
    exec_overflow(exec, &of->name, &version->meta, of->subject, exec->lanes->own[lane]);
}

static void load(Exec *exec, uint32_t item, const Program *program, const IrVersion *version,
                 Values *values)
{
    exec_program(exec, program, &exec->plan->items[item].item->name, &version->meta);
    Reg reg = exec->frame.regs[program->out];
    const int64_t factor = values->ratio ? 1 : values->scale / program->scale;
    for (size_t i = 0; i < values->count; i++)
        if (values->ratio ? !convert(program, reg, i, values)
                          : !rescale(reg.num[i], factor, &values->num[i]))
            overflow(exec, item, version, i);
}

/* Where the sums of postings are until values take their place. */
static Column posted_sums(const Exec *exec, uint32_t index)
{
    const PlanItem *item = &exec->plan->items[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    const Matrix *matrix = &exec->matrices[item->group];
    if (item->post_ratio)
        return (Column){.num = exec->posted[index].num,
                        .den = exec->posted[index].den,
                        .subject_stride = 1,
                        .period_stride = subjects,
                        .first = item->first};
    return (Column){.num = matrix->cells + item->cell,
                    .scale = item->post_scale,
                    .subject_stride = matrix->periods * matrix->width,
                    .period_stride = matrix->width,
                    .first = exec->plan->groups[item->group].first};
}

Ratio score_posted(const Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    Column sums = posted_sums(exec, item);
    return column_value(&sums, subject, period);
}

/* Sections: what was posted is added to the base. */
static void add_posted(Exec *exec, uint32_t index, const IrVersion *version, int32_t period,
                       Values *values)
{
    const Lanes *lanes = exec->lanes;
    Column sums = posted_sums(exec, index);
    for (size_t i = 0; i < values->count; i++) {
        if (is_absent(values, i))
            continue;
        bool fits;
        if (values->ratio) {
            Ratio sum = {values->num[i], values->den[i]};
            fits = ratio_add(&sum, sum, column_value(&sums, lanes->own[i], period));
            values->num[i] = sum.num;
            values->den[i] = sum.den;
        } else {
            int64_t posted = sums.num[column_at(&sums, lanes->own[i], period)];
            int64_t factor = values->scale / sums.scale;
            fits = !__builtin_mul_overflow(posted, factor, &posted) &&
                   !__builtin_add_overflow(values->num[i], posted, &values->num[i]) &&
                   values->num[i] != ABSENT;
        }
        if (!fits)
            overflow(exec, index, version, i);
    }
}

/* least: raise to the limit; else lower to it. An unknown limit does not limit. */
static void limit(Values *values, const Values *limits, bool least)
{
    for (size_t i = 0; i < values->count; i++) {
        if (is_absent(values, i) || is_absent(limits, i))
            continue;
        bool beyond;
        if (values->ratio) {
            int order = ratio_compare(value_at(values, i), value_at(limits, i));
            beyond = least ? order < 0 : order > 0;
        } else {
            beyond = least ? values->num[i] < limits->num[i] : values->num[i] > limits->num[i];
        }
        if (beyond) {
            values->num[i] = limits->num[i];
            values->den[i] = limits->den[i];
        }
    }
}

static void apply_pro_rata(Exec *exec, uint32_t item, const Program *program,
                           const IrVersion *version, Values *values)
{
    Values share;
    if (program->count == 0)
        return;
    values_init(&share, values->count, true, 1);
    load(exec, item, program, version, &share);
    for (size_t i = 0; i < values->count; i++) {
        Ratio value = value_at(values, i);
        if (value.den == 0)
            continue;
        if (!ratio_mul(&value, value, value_at(&share, i)))
            overflow(exec, item, version, i);
        values->num[i] = value.num;
        values->den[i] = value.den;
    }
}

/* Most limits are a number: *bound in the scale of the values. */
static bool is_number(const Program *program, const Values *values, int64_t *bound)
{
    if (values->ratio || program->count != 1 || program->steps[0].kernel != KERNEL_CONST)
        return false;
    int64_t number = program->steps[0].k;
    return number != ABSENT &&
           !__builtin_mul_overflow(number, values->scale / program->scale, bound);
}

static void limit_to(Values *values, int64_t bound, bool least)
{
    for (size_t i = 0; i < values->count; i++) {
        int64_t value = values->num[i];
        bool beyond = least ? value < bound : value > bound;
        values->num[i] = beyond && value != ABSENT ? bound : value;
    }
}

static void apply_limit(Exec *exec, uint32_t item, const Program *program, const IrVersion *version,
                        bool least, Values *values)
{
    if (program->count == 0)
        return;
    int64_t bound;
    if (is_number(program, values, &bound)) {
        limit_to(values, bound, least);
        return;
    }
    Values limits;
    values_init(&limits, values->count, values->ratio, values->scale);
    load(exec, item, program, version, &limits);
    limit(values, &limits, least);
}

/* All holds combined: at least first, then at most, so that a disqualification wins. */
Ratio score_held(const Exec *exec, uint32_t index, uint32_t subject, int32_t period, Ratio value)
{
    const PlanItem *item = &exec->plan->items[index];
    const Holds *holds = &exec->holds[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    size_t at = subject + (size_t)(period - item->first) * subjects;
    if (holds->least && holds->least[at].den && ratio_compare(value, holds->least[at]) < 0)
        value = holds->least[at];
    if (holds->most && holds->most[at].den && ratio_compare(value, holds->most[at]) > 0)
        value = holds->most[at];
    return value;
}

/* What `set` and `clear` say instead of base and postings (S17). */
Ratio score_set(Exec *exec, uint32_t index, uint32_t subject, int32_t period, Ratio value)
{
    const PlanItem *item = &exec->plan->items[index];
    const SetTo *sets = exec->sets[index];
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    if (!sets || value.den == 0)
        return value;
    const SetTo *to = &sets[subject + (size_t)(period - item->first) * subjects];
    return to->value.den && exec_set_agrees(exec, index, subject, to) ? to->value : value;
}

/* Puts a value into the lane in the class of the steps. */
static void put_value(Exec *exec, uint32_t item, const IrVersion *version, Values *values, size_t i,
                      Ratio value)
{
    values->num[i] = value.num;
    values->den[i] = value.den;
    if (!values->ratio &&
        __builtin_mul_overflow(value.num, values->scale / value.den, &values->num[i]))
        overflow(exec, item, version, i);
}

static void apply_sets(Exec *exec, uint32_t item, const IrVersion *version, int32_t period,
                       Values *values)
{
    if (!exec->sets[item])
        return;
    for (size_t i = 0; i < values->count; i++) {
        Ratio before = value_at(values, i);
        Ratio after = score_set(exec, item, exec->lanes->own[i], period, before);
        if (before.den && ratio_compare(before, after) != 0)
            put_value(exec, item, version, values, i, after);
    }
}

static void apply_holds(Exec *exec, uint32_t item, const IrVersion *version, int32_t period,
                        Values *values)
{
    if (!exec->holds[item].least && !exec->holds[item].most)
        return;
    for (size_t i = 0; i < values->count; i++) {
        Ratio before = value_at(values, i);
        if (before.den == 0)
            continue;
        Ratio after = score_held(exec, item, exec->lanes->own[i], period, before);
        if (ratio_compare(before, after) == 0)
            continue;
        put_value(exec, item, version, values, i, after);
    }
}

/* Shares are added, and no more than all can be withheld. False: it overflows. */
bool score_withheld(const Exec *exec, uint32_t index, uint32_t subject, int32_t period,
                    Ratio *value)
{
    const PlanItem *item = &exec->plan->items[index];
    const Ratio *shares = exec->holds[index].withheld;
    size_t subjects = exec->roster->kinds[item->item->subject].count;
    if (!shares || value->den == 0)
        return true;
    Ratio left, share = shares[subject + (size_t)(period - item->first) * subjects];
    if (share.den == 0)
        return true;
    if (ratio_compare(share, RATIO(1)) > 0)
        share = RATIO(1);
    return ratio_sub(&left, RATIO(1), share) && ratio_mul(value, *value, left);
}

static void apply_withholds(Exec *exec, uint32_t item, const IrVersion *version, int32_t period,
                            Values *values)
{
    if (!exec->holds[item].withheld)
        return;
    for (size_t i = 0; i < values->count; i++) {
        Ratio value = value_at(values, i);
        if (!score_withheld(exec, item, exec->lanes->own[i], period, &value))
            overflow(exec, item, version, i);
        else if (value.den)
            put_value(exec, item, version, values, i, value);
    }
}

static void store(Exec *exec, uint32_t item, const IrVersion *version, int32_t period,
                  const Values *values)
{
    const Column *column = &exec->columns[item];
    const Rounding *rounding = &version->rounding;
    for (size_t i = 0; i < values->count; i++) {
        size_t at = column_at(column, exec->lanes->own[i], period);
        if (!rounding->set && column->den) {
            column->num[at] = values->num[i];
            column->den[at] = values->den[i];
            continue;
        }
        if (!rounding->set) {
            column->num[at] = values->num[i]; /* the column has the steps' scale */
            continue;
        }
        Ratio value = value_at(values, i);
        if (value.den && !ratio_round(&value, value, rounding->dir, rounding->step))
            overflow(exec, item, version, i);
        if (column->den) {
            column->num[at] = value.num;
            column->den[at] = value.den;
        } else if (value.den == 0) {
            column->num[at] = ABSENT;
        } else if (__builtin_mul_overflow(value.num, column->scale / value.den, &column->num[at])) {
            overflow(exec, item, version, i);
        }
    }
}

static void absent_lanes(Exec *exec, const PlanVersion *version, const IrVersion *ir,
                         const Name *name, Values *values)
{
    const int64_t *only = NULL;
    if (version->only.count) {
        exec_program(exec, &version->only, name, &ir->meta);
        only = exec->frame.regs[version->only.out].num;
    }
    for (size_t i = 0; i < values->count; i++)
        if (exec->lanes->roster_day[i] == DAY_ALWAYS || (only && only[i] != 1))
            set_absent(values, i);
}

void score_absent(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    const Column *column = &exec->columns[item];
    size_t at = column_at(column, subject, period);
    column->num[at] = column->den ? 0 : ABSENT;
    if (column->den)
        column->den[at] = 0;
    if (exec->has_open && exec->plan->items[item].can_open)
        score_open_put(exec, item, subject, period, (Bounds){.state = OPEN_NOT});
}

/* What balances begin with. */
static void keep_bases(Exec *exec, uint32_t item, int32_t period, const Values *values)
{
    const PlanItem *of = &exec->plan->items[item];
    size_t subjects = exec->roster->kinds[of->item->subject].count;
    Ratio *bases = exec->bases[item] + (size_t)(period - of->first) * subjects;
    for (size_t i = 0; i < values->count; i++)
        bases[exec->lanes->own[i]] = value_at(values, i);
}

/* The lanes must be those of the item's kind and period, and a version in force. */
static void work_out(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count,
                     Values *values, const IrVersion **ir)
{
    const PlanItem *of = &exec->plan->items[item];
    const PlanVersion *version = version_of(exec, item, first, period, ir);
    values_init(values, count, of->step_ratio, of->step_scale);
    if (version->value.count) {
        load(exec, item, &version->value, *ir, values);
    } else {
        memset(values->num, 0, count * sizeof *values->num);
        for (size_t i = 0; i < count; i++)
            values->den[i] = 1;
    }
    absent_lanes(exec, version, *ir, &of->item->name, values);
    apply_pro_rata(exec, item, &version->pro_rata, *ir, values);
    if (of->measured)
        keep_bases(exec, item, period, values);
    if (of->item->kind == ITEM_SECTION)
        add_posted(exec, item, *ir, period, values);
    apply_sets(exec, item, *ir, period, values);
    apply_limit(exec, item, &version->floor, *ir, true, values);
    apply_limit(exec, item, &version->cap, *ir, false, values);
    apply_holds(exec, item, *ir, period, values);
    apply_withholds(exec, item, *ir, period, values);
}

void score_value(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count)
{
    const IrVersion *ir;
    Values values;
    if (!version_of(exec, item, first, period, &ir)) { /* a hole between versions */
        for (size_t i = 0; i < count; i++)
            score_absent(exec, item, exec->lanes->own[i], period);
        return;
    }
    Bounds *open = score_open_values(exec, item, period, first, count);
    work_out(exec, item, period, first, count, &values, &ir);
    store(exec, item, ir, period, &values);
    score_open_store(exec, item, period, open, first, count);
}

void score_unrounded(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count,
                     Ratio *out)
{
    const IrVersion *ir;
    Values values;
    work_out(exec, item, period, first, count, &values, &ir);
    for (size_t i = 0; i < count; i++)
        out[i] = value_at(&values, i);
}

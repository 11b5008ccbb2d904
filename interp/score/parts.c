/* One cell, part by part, for accounts. */
#include "interp/score/score.h"

static Ratio one_program(Exec *exec, uint32_t item, const Program *program, const Meta *meta)
{
    exec_program(exec, program, &exec->plan->items[item].item->name, meta);
    Reg reg = exec->frame.regs[program->out];
    Ratio out = {0, 0};
    if (program->ratio)
        return (Ratio){reg.num[0], reg.den[0]};
    if (reg.num[0] != ABSENT)
        ratio_make(&out, reg.num[0], program->scale);
    return out;
}

Ratio score_expression(Exec *exec, const Program *program, uint32_t item, uint32_t subject,
                       int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const IrVersion *ir;
    score_lanes(exec, of->subject, of->calendar, period, subject, 1);
    if (of->version_count == 0) /* a measure: whoever asks knows when */
        return one_program(exec, item, program, NULL);
    return version_of(exec, item, subject, period, &ir)
               ? one_program(exec, item, program, &ir->meta)
               : (Ratio){0, 0};
}

static Ratio limited(Exec *exec, uint32_t item, const PlanVersion *version, const IrVersion *ir,
                     Ratio value)
{
    if (version->floor.count) {
        Ratio floor = one_program(exec, item, &version->floor, &ir->meta);
        if (floor.den && ratio_compare(value, floor) < 0)
            value = floor;
    }
    if (version->cap.count) {
        Ratio cap = one_program(exec, item, &version->cap, &ir->meta);
        if (cap.den && ratio_compare(value, cap) > 0)
            value = cap;
    }
    return value;
}

ScoreParts score_parts(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                       const Ratio *posted)
{
    const PlanItem *of = &exec->plan->items[item];
    const IrVersion *ir;
    ScoreParts parts = {.posted = {0, 1}};
    const PlanVersion *version = version_of(exec, item, subject, period, &ir);
    parts.value = column_value(&exec->columns[item], subject, period);
    if (!version)
        return parts;
    score_lanes(exec, of->item->subject, of->item->calendar, period, subject, 1);
    parts.formula =
        version->value.count ? one_program(exec, item, &version->value, &ir->meta) : RATIO(0);
    parts.pro_rata = parts.formula;
    if (version->pro_rata.count && parts.formula.den) {
        parts.has_pro_rata = true;
        ratio_mul(&parts.pro_rata, parts.formula,
                  one_program(exec, item, &version->pro_rata, &ir->meta));
    }
    Ratio sum = parts.pro_rata;
    if (posted && sum.den) {
        parts.posted = *posted;
        ratio_add(&sum, sum, *posted);
    }
    if (sum.den == 0)
        return parts;
    parts.set = score_set(exec, item, subject, period, sum);
    parts.has_set = ratio_compare(parts.set, sum) != 0;
    parts.limited = limited(exec, item, version, ir, parts.set);
    parts.has_limit = ratio_compare(parts.limited, parts.set) != 0;
    parts.held = score_held(exec, item, subject, period, parts.limited);
    parts.has_hold = ratio_compare(parts.held, parts.limited) != 0;
    parts.paid = parts.held;
    score_withheld(exec, item, subject, period, &parts.paid);
    parts.has_withhold = ratio_compare(parts.paid, parts.held) != 0;
    parts.has_rounding = ir->rounding.set;
    return parts;
}

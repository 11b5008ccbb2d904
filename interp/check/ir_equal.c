/* Whether two checks of nearly the same rules mean the same by one of them. */
#include <string.h>

#include "interp/check/work.h"

static bool ratio_same(Ratio a, Ratio b)
{
    return a.num == b.num && a.den == b.den;
}

static bool ids_equal(const uint32_t *a, size_t count, const uint32_t *b, size_t other)
{
    return count == other && (count == 0 || memcmp(a, b, count * sizeof *a) == 0);
}

static bool exprs_equal(Expr *const *a, size_t count, Expr *const *b, size_t other)
{
    for (size_t i = 0; count == other && i < count; i++)
        if (!expr_equal(a[i], b[i]))
            return false;
    return count == other;
}

static bool days_equal(const Meta *a, const Meta *b)
{
    return a->from == b->from && a->until == b->until;
}

static bool windows_equal(Window a, Window b)
{
    return a.kind == b.kind && a.calendar == b.calendar && a.count == b.count;
}

static bool keys_equal(const IrKey *a, size_t count, const IrKey *b, size_t other)
{
    for (size_t i = 0; count == other && i < count; i++)
        if (!expr_equal(a[i].path, b[i].path) || (!a[i].path && a[i].calendar != b[i].calendar))
            return false;
    return count == other;
}

/* --- rules --- */

bool charges_equal(const IrCharge *a, size_t count, const IrCharge *b, size_t other)
{
    for (size_t i = 0; count == other && i < count; i++)
        if (!ratio_same(a[i].share, b[i].share) || a[i].kind != b[i].kind ||
            a[i].field != b[i].field || !expr_equal(a[i].path, b[i].path) ||
            !expr_equal(a[i].where, b[i].where))
            return false;
    return count == other;
}

static bool effect_equal(const IrEffect *a, const IrEffect *b)
{
    return a->kind == b->kind && a->item == b->item && expr_equal(a->amount, b->amount) &&
           expr_equal(a->high, b->high) && a->decided == b->decided && a->deduct == b->deduct &&
           a->at_most == b->at_most && a->step_first == b->step_first &&
           a->step_last == b->step_last && a->next == b->next && text_equal(a->text, b->text) &&
           keys_equal(a->shared_by, a->shared_count, b->shared_by, b->shared_count);
}

static bool effects_equal(const IrRule *a, const IrRule *b)
{
    for (size_t i = 0; a->effect_count == b->effect_count && i < a->effect_count; i++)
        if (!effect_equal(&a->effects[i], &b->effects[i]))
            return false;
    for (size_t i = 0; a->cap_count == b->cap_count && i < a->cap_count; i++)
        if (a->caps[i].calendar != b->caps[i].calendar ||
            !expr_equal(a->caps[i].amount, b->caps[i].amount))
            return false;
    return a->effect_count == b->effect_count && a->cap_count == b->cap_count;
}

static bool counters_equal(const IrRule *a, const IrRule *b)
{
    return a->counter == b->counter && ratio_same(a->count, b->count) &&
           expr_equal(a->count_by, b->count_by) && expr_equal(a->counted, b->counted) &&
           a->balance == b->balance && windows_equal(a->window, b->window) &&
           expr_equal(a->run_where, b->run_where);
}

bool rule_equal(const IrRule *a, const IrRule *b)
{
    return days_equal(&a->meta, &b->meta) && a->trigger == b->trigger &&
           a->any_event == b->any_event && a->staged == b->staged && a->missing == b->missing &&
           ids_equal(a->kinds, a->kind_count, b->kinds, b->kind_count) &&
           expr_equal(a->where, b->where) && expr_equal(a->unless, b->unless) &&
           expr_equal(a->only, b->only) && a->subject == b->subject && a->calendar == b->calendar &&
           counters_equal(a, b) &&
           charges_equal(a->charges, a->charge_count, b->charges, b->charge_count) &&
           effects_equal(a, b);
}

/* --- items --- */

static bool roundings_equal(const Rounding *a, const Rounding *b)
{
    return a->set == b->set && a->dir == b->dir && ratio_same(a->step, b->step) &&
           a->keeps_total == b->keeps_total && expr_equal(a->across, b->across);
}

static bool quotas_equal(const Quota *a, const Quota *b)
{
    return a->set == b->set && a->percent == b->percent && ratio_same(a->amount, b->amount) &&
           exprs_equal(a->within, a->within_count, b->within, b->within_count) &&
           a->dir == b->dir && a->minimum == b->minimum && a->ties_in == b->ties_in;
}

static bool levels_equal(const IrVersion *a, const IrVersion *b)
{
    for (size_t i = 0; a->level_count == b->level_count && i < a->level_count; i++)
        if (!text_equal(a->levels[i].name.text, b->levels[i].name.text) ||
            !expr_equal(a->levels[i].condition, b->levels[i].condition) ||
            !quotas_equal(&a->levels[i].quota, &b->levels[i].quota))
            return false;
    return a->level_count == b->level_count;
}

static bool ranks_equal(const IrVersion *a, const IrVersion *b)
{
    for (size_t i = 0; a->then_count == b->then_count && i < a->then_count; i++)
        if (a->then_lowest[i] != b->then_lowest[i] || a->then_again[i] != b->then_again[i] ||
            (a->then_met[i] == NULL) != (b->then_met[i] == NULL))
            return false;
    return expr_equal(a->by, b->by) &&
           exprs_equal(a->then_by, a->then_count, b->then_by, b->then_count) &&
           exprs_equal(a->within, a->within_count, b->within, b->within_count) &&
           a->lowest_first == b->lowest_first && a->dense == b->dense && a->by_item == b->by_item;
}

static bool version_equal(const IrVersion *a, const IrVersion *b)
{
    return days_equal(&a->meta, &b->meta) && expr_equal(a->base, b->base) &&
           expr_equal(a->formula, b->formula) && expr_equal(a->floor, b->floor) &&
           expr_equal(a->cap, b->cap) && expr_equal(a->out_of, b->out_of) &&
           expr_equal(a->only, b->only) && a->pro_rata == b->pro_rata &&
           roundings_equal(&a->rounding, &b->rounding) && ranks_equal(a, b) && levels_equal(a, b);
}

bool item_equal(const IrItem *a, const IrItem *b)
{
    for (size_t i = 0; a->version_count == b->version_count && i < a->version_count; i++)
        if (!version_equal(&a->versions[i], &b->versions[i]))
            return false;
    return a->version_count == b->version_count && a->kind == b->kind &&
           type_equal(a->type, b->type) && a->subject == b->subject && a->calendar == b->calendar &&
           ids_equal(a->kinds, a->kind_count, b->kinds, b->kind_count) &&
           expr_equal(a->measured, b->measured) && expr_equal(a->where, b->where) &&
           charges_equal(a->whose, a->whose_count, b->whose, b->whose_count) &&
           a->across == b->across && a->kept == b->kept && a->of == b->of;
}

bool selection_equal(const IrSelection *a, const IrSelection *b)
{
    return days_equal(&a->meta, &b->meta) && a->heaviest == b->heaviest &&
           expr_equal(a->count, b->count) &&
           ids_equal(a->families, a->family_count, b->families, b->family_count) &&
           expr_equal(a->item, b->item) && a->by_period == b->by_period &&
           keys_equal(a->each, a->each_count, b->each, b->each_count) &&
           expr_equal(a->only, b->only);
}

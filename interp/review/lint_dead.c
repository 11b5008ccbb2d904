/* Rules that never apply, have ended, or that no test makes fire. */
#include "interp/review/lint_work.h"

#include <assert.h>

static bool is_dead(const Lint *lint, const Region *a, const Region *b)
{
    Region both = region_meet(lint->space, a, b);
    return region_is_empty(&both);
}

/* Which of its parts exclude each other. */
static const char *reason_of(const Lint *lint, const IrRule *rule)
{
    Region where = region_of(lint->space, rule->where, true);
    Region only = region_of(lint->space, rule->only, true);
    Region unless = rule->unless == NULL ? region_of(lint->space, NULL, true)
                                         : region_of(lint->space, rule->unless, false);
    if (region_is_empty(&where))
        return rule->trigger == TRIGGER_EVENTS
                   ? BOTH("what stands behind `where` cannot be so", "“其中”之后的条件不可能成立")
                   : BOTH("its condition cannot be so", "其条件不可能成立");
    if (region_is_empty(&only))
        return BOTH("what stands behind `for` cannot be so", "“适用”之后的条件不可能成立");
    if (is_dead(lint, &where, &only))
        return BOTH("`where` and `for` exclude each other", "“其中”与“适用”互相排斥");
    if (is_dead(lint, &where, &unless) || is_dead(lint, &only, &unless))
        return BOTH("`unless` excludes all that is left", "“除非”排除了其余的全部情形");
    return BOTH("its conditions leave nothing on the days on which it is in force",
                "在其施行的日期内，各项条件没有可以成立的情形");
}

static bool is_in_force(const IrEvent *kind, const IrRule *rule)
{
    return kind->meta.from <= rule->meta.until && rule->meta.from <= kind->meta.until;
}

/* Kinds that are declared for other years. */
static bool has_kind_in_force(const Lint *lint, const IrRule *rule)
{
    for (size_t i = 0; i < rule->kind_count; i++)
        if (is_in_force(&lint->ir->events[rule->kinds[i]], rule))
            return true;
    return rule->kind_count == 0;
}

/* An event that this rule makes void scores nothing by the others; it does nothing else. */
static bool is_voiding(const IrRule *rule)
{
    assert(rule->effect_count > 0);
    return rule->effects[0].kind == EFFECT_VOID;
}

static bool find_voided(const Lint *lint, uint32_t number)
{
    const IrRule *rule = &lint->ir->rules[number];
    for (size_t i = 0; i < lint->ir->rule_count; i++) {
        const IrRule *by = &lint->ir->rules[i];
        if (i == number || by->family == rule->family || !is_voiding(by) || is_voiding(rule) ||
            rule->trigger != TRIGGER_EVENTS || !rule_kinds_within(lint->ir, rule, by) ||
            !region_is_within(lint->space, &lint->regions[number], &lint->regions[i]))
            continue;
        FIND(lint, L1002, rule->meta.span, lint_name(lint, &rule->name), lint_name(lint, &by->name),
             NULL);
        diag_label(lint->diag, by->meta.span, BOTH("makes them void", "使其免计"));
        return true;
    }
    return false;
}

static bool find_dead_rule(const Lint *lint, uint32_t number)
{
    const IrRule *rule = &lint->ir->rules[number];
    if (region_is_empty(&lint->regions[number]))
        FIND(lint, L1001, rule->meta.span, lint_name(lint, &rule->name), reason_of(lint, rule),
             NULL);
    else if (!has_kind_in_force(lint, rule))
        FIND(lint, L1003, rule->meta.span, lint_name(lint, &rule->name), NULL);
    else
        return find_voided(lint, number);
    return true;
}

void find_dead(Lint *lint)
{
    for (uint32_t i = 0; i < lint->ir->rule_count; i++)
        lint->dead[i] = find_dead_rule(lint, i);
}

/* --- what has ended --- */

static Day later(Day a, Day b)
{
    return b > a ? b : a;
}

/* The last day from which something is in force: the rules as they were last written. */
static Day latest_day(const Ir *ir)
{
    Day latest = later(DAY_ALWAYS, ir->regulation_meta.from);
    for (size_t i = 0; i < ir->rule_count; i++)
        latest = later(latest, ir->rules[i].meta.from);
    for (size_t i = 0; i < ir->item_count; i++)
        for (size_t k = 0; k < ir->items[i].version_count; k++)
            latest = later(latest, ir->items[i].versions[k].meta.from);
    return latest;
}

static const IrRule *last_version(const Ir *ir, uint32_t family)
{
    const IrRule *last = NULL;
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].family == family &&
            (last == NULL || ir->rules[i].meta.until > last->meta.until))
            last = &ir->rules[i];
    assert(last != NULL);
    return last;
}

void find_expired(Lint *lint)
{
    Day on = lint->task->on == DAY_ALWAYS ? latest_day(lint->ir) : lint->task->on;
    for (uint32_t family = 0; family < lint->ir->family_count; family++) {
        const IrRule *rule = last_version(lint->ir, family);
        if (rule->meta.until >= on)
            continue;
        const Type date = {.kind = TYPE_DATE};
        FIND(lint, L1011, rule->meta.span, lint_name(lint, &rule->name),
             lint_value(lint, date, RATIO(rule->meta.until)), lint_value(lint, date, RATIO(on)),
             NULL);
    }
}

/* --- what no test shows --- */

/* Or none could: that was said. */
static bool is_shown(const Lint *lint, uint32_t family)
{
    for (size_t i = 0; i < lint->ir->rule_count; i++)
        if (lint->ir->rules[i].family == family && (lint->task->fired[i] || lint->dead[i]))
            return true;
    return false;
}

void find_untested(Lint *lint)
{
    const Ir *ir = lint->ir;
    if (lint->task->fired == NULL || ir->rule_count == 0)
        return;
    if (ir->test_count == 0) {
        FIND(lint, L1013, ir->rules[0].meta.span, NULL);
        return;
    }
    for (uint32_t family = 0; family < ir->family_count; family++) {
        const IrRule *rule = last_version(ir, family);
        if (!is_shown(lint, family))
            FIND(lint, L1012, rule->meta.span, lint_name(lint, &rule->name), NULL);
    }
}

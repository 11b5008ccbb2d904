/* Rules on events that read a score: they run once it is known (S2). */
#include "interp/check/work.h"

static bool any_reads(const IrCharge *charges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (expr_reads_item(charges[i].where))
            return true;
    return false;
}

static bool effects_read(const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = &rule->effects[i];
        if (expr_reads_item(effect->amount) || expr_reads_item(effect->high))
            return true;
    }
    for (size_t i = 0; i < rule->cap_count; i++)
        if (expr_reads_item(rule->caps[i].amount))
            return true;
    return false;
}

/* The first part of the rule's condition that reads a score, or NULL. */
static const Expr *condition_reads(const IrRule *rule)
{
    const Expr *const parts[] = {rule->where,     rule->unless,  rule->only,
                                 rule->run_where, rule->counted, rule->count_by};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (expr_reads_item(parts[i]))
            return parts[i];
    return NULL;
}

bool rules_share_name(const IrRule *a, const IrRule *b)
{
    return a->trigger == b->trigger &&
           text_equal(name_canonical(&a->name), name_canonical(&b->name));
}

static bool takes_away(const IrRule *rule)
{
    return rule->effect_count > 0 &&
           (rule->effects[0].kind == EFFECT_VOID || rule->effects[0].kind == EFFECT_TREAT_AS);
}

/* How far back a run reaches must be known before it is: its scores are worked out so far. */
static void run_is_bounded(Check *c, const IrRule *rule)
{
    if (rule->counter == COUNTER_RUN && rule->window.kind != WINDOW_CALENDAR)
        SAY(c, E0524, rule->meta.span, say_name(c, &rule->name), NULL);
}

/* How many share an amount is known with the whole log; such a rule looks at a part of it. */
static void share_is_known(Check *c, const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].shared_count > 0)
            SAY(c, E0392, rule->effects[i].span, say_name(c, &rule->name),
                BOTH("an amount can be shared only among postings that need no score",
                     "只有无须得分即可确定的数额才能均分"),
                NULL);
}

/* The versions of a rule share its counter and its caps, so they wait for each other. */
static void stage_versions(Check *c, const IrRule *rule)
{
    Ir *ir = c->ir;
    for (size_t i = 0; i < ir->rule_count; i++) {
        IrRule *other = &ir->rules[i];
        if (other->staged || !rules_share_name(rule, other))
            continue;
        other->staged = true;
        share_is_known(c, other);
        run_is_bounded(c, other);
    }
}

/* A month lies in a quarter, a half, a year; a week, a cycle or a season in none of them for sure.
 */
static bool periods_nest(const Ir *ir, uint32_t a, uint32_t b)
{
    const IrCalendar *one = &ir->calendars[a], *other = &ir->calendars[b];
    return a == b || (one->kind == CALENDAR_UNIT && other->kind == CALENDAR_UNIT &&
                      one->unit != UNIT_WEEK && other->unit != UNIT_WEEK);
}

/* What the one cap leaves would hang on what the other left in a period that began earlier, and so
 * on back without an end: how far must be known before the scores are worked out. */
static void caps_are_bounded(Check *c, const IrRule *rule, size_t index)
{
    const Ir *ir = c->ir;
    for (size_t i = 0; i <= index; i++) {
        const IrRule *other = &ir->rules[i];
        for (size_t k = 0; other->family == rule->family && k < other->cap_count; k++)
            for (size_t n = 0; n < rule->cap_count; n++) {
                uint32_t a = other->caps[k].calendar, b = rule->caps[n].calendar;
                if (a == NONE || b == NONE || periods_nest(ir, a, b))
                    continue;
                SAY(c, E0398, rule->meta.span, say_name(c, &rule->name),
                    say_name(c, &ir->calendars[a].name), say_name(c, &ir->calendars[b].name), NULL);
                return;
            }
    }
}

void staged_check(Check *c)
{
    Ir *ir = c->ir;
    for (size_t i = 0; i < ir->rule_count; i++) {
        IrRule *rule = &ir->rules[i];
        if (rule->trigger != TRIGGER_EVENTS || rule->staged)
            continue;
        const Expr *read = condition_reads(rule);
        if (read != NULL && takes_away(rule))
            SAY(c, E0522, read->span, say_name(c, &rule->name), NULL);
        else if (read != NULL || effects_read(rule) || any_reads(rule->charges, rule->charge_count))
            stage_versions(c, rule);
    }
    for (size_t i = 0; i < ir->rule_count; i++)
        if (ir->rules[i].trigger == TRIGGER_SCORES || ir->rules[i].staged)
            caps_are_bounded(c, &ir->rules[i], i);
}

/* Which days of each kind of event matter: those of the periods that its rules act on, and what
 * lies before them that counts into those. Other rows are passed over, wherever they come from. */
#include "interp/plan/plan.h"

typedef struct Days {
    Day from, until;
} Days;

static const Days EVERY_DAY = {DAY_ALWAYS, DAY_NEVER}, NO_DAY = {DAY_NEVER, DAY_ALWAYS};

static bool is_empty(Days days)
{
    return days.until < days.from;
}

static void widen(Days *days, Days by)
{
    days->from = by.from < days->from ? by.from : days->from;
    days->until = by.until > days->until ? by.until : days->until;
}

/* next: the period before acts on it, too. */
static Days item_days(const Plan *plan, uint32_t index, bool next)
{
    const PlanItem *item = &plan->items[index];
    if (!item->wanted || item->last < item->first)
        return NO_DAY;
    if (item->item->kept)
        return (Days){item->first, item->last};
    const IrCalendar *calendar = &plan->ir->calendars[item->item->calendar];
    Day anchor = calendar_is_own(calendar) ? ANYONE : calendar->anchor;
    Days days = {calendar_first(calendar, anchor, item->first),
                 calendar_last(calendar, anchor, item->last)};
    if (next)
        days.from = calendar_first(calendar, anchor, item->first - 1);
    if (days.from == DAY_NEVER)
        days.from = DAY_ALWAYS;
    return days;
}

/* told: for accounts, which list what is not of any period. */
static Days effects_days(const Plan *plan, const PlanRule *rule, bool told)
{
    Days days = NO_DAY;
    for (size_t i = 0; i < rule->effect_count; i++) {
        const IrEffect *effect = rule->effects[i].effect;
        if (effect->kind != EFFECT_NOTICE)
            widen(&days, item_days(plan, effect->item, effect->next));
        else if (told)
            return EVERY_DAY;
    }
    return days;
}

/* What counts into a rule's events from a day on: all there is, unless a window says how far back.
 */
static Day stream_start(const Ir *ir, const IrRule *rule, Day from)
{
    Day first, last;
    if (rule->counter == COUNTER_NONE)
        return from; /* it feeds other versions, which reach further themselves */
    if (rule->balance || rule->window.kind == WINDOW_NONE ||
        !window_of_day(ir, &rule->window, from, &first, &last))
        return DAY_ALWAYS;
    return first < from ? first : from;
}

static bool is_for_events(const PlanRule *rule)
{
    return rule->rule && rule->rule->trigger == TRIGGER_EVENTS;
}

/* The versions of a rule count together, and use up one cap: what matters to one, matters to all.
 */
static Days *family_days(const Plan *plan, bool told)
{
    const Ir *ir = plan->ir;
    Days *days = arena_alloc(plan->arena, (ir->family_count + 1) * sizeof *days);
    for (size_t i = 0; i < ir->family_count; i++)
        days[i] = NO_DAY;
    for (size_t i = 0; i < ir->rule_count; i++)
        if (is_for_events(&plan->rules[i]))
            widen(&days[ir->rules[i].family], effects_days(plan, &plan->rules[i], told));
    for (size_t i = 0; i < ir->rule_count; i++) {
        const PlanRule *rule = &plan->rules[i];
        const PlanFamily *family = &plan->families[ir->rules[i].family];
        Days *of = &days[ir->rules[i].family];
        bool competes = rule->pool != NO_INDEX && family->fires;
        if (rule->decision_count > 0) /* decisions out of bounds are rejects whenever they are */
            *of = EVERY_DAY;
        if (competes && (family->selected || family->shared))
            *of = EVERY_DAY;
        if (!is_for_events(rule) || is_empty(*of))
            continue;
        if (family->capped && of->from != DAY_ALWAYS)
            of->from = caps_start(ir, ir->rules[i].family, of->from);
        if (rule->kept && rule->last >= rule->first)
            widen(of, (Days){rule->first, rule->last});
    }
    for (size_t i = 0; i < ir->rule_count; i++) {
        Days *of = &days[ir->rules[i].family];
        if (plan->rules[i].ordered != NO_INDEX && !is_empty(*of) && of->from != DAY_ALWAYS)
            of->from = stream_start(ir, &ir->rules[i], of->from);
    }
    return days;
}

static void widen_kind(KindRules *kind, Days by)
{
    Days days = {kind->from, kind->until};
    widen(&days, by);
    kind->from = days.from;
    kind->until = days.until;
}

/* A kind that is treated as another one matters when that one does; they go in no circle. */
static void widen_treated(Plan *plan)
{
    const Ir *ir = plan->ir;
    for (bool grows = true; grows;) {
        grows = false;
        for (size_t k = 0; k < ir->event_count; k++)
            for (size_t i = 0; i < plan->kinds[k].treat_count; i++) {
                const KindRules *to = &plan->kinds[plan->rules[plan->kinds[k].treats[i]].treat_as];
                Days before = {plan->kinds[k].from, plan->kinds[k].until};
                widen_kind(&plan->kinds[k], (Days){to->from, to->until});
                grows |= before.from != plan->kinds[k].from || before.until != plan->kinds[k].until;
            }
    }
}

void plan_horizon(Plan *plan, const PlanQuestion *question)
{
    const Ir *ir = plan->ir;
    const Days *families = family_days(plan, question->keep_all);
    for (size_t k = 0; k < ir->event_count; k++) {
        KindRules *kind = &plan->kinds[k];
        kind->from = NO_DAY.from;
        kind->until = NO_DAY.until;
        for (size_t i = 0; i < kind->rule_count; i++) {
            const PlanRule *rule = &plan->rules[kind->rules[i]];
            widen_kind(kind, rule->rule ? families[rule->rule->family]
                                        : item_days(plan, rule->index, false));
        }
        if (kind->decide_count > 0 ||
            (question->keep_all && kind->void_count + kind->treat_count > 0))
            widen_kind(kind, EVERY_DAY);
    }
    widen_treated(plan);
}

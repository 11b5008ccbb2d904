/* Which items a question needs, over which periods: what is asked, then what that reads. */
#include "interp/plan/plan.h"

#include <string.h>

static const IrCalendar *calendar_at(const Ir *ir, uint32_t calendar)
{
    return &ir->calendars[calendar];
}

/* Where no subject is looked at: bounds for all of them. */
static Day anyone(const IrCalendar *calendar)
{
    return calendar_is_own(calendar) ? ANYONE : calendar->anchor;
}

static void need(Plan *plan, uint32_t index, int32_t first, int32_t last)
{
    PlanItem *item = &plan->items[index];
    if (last < first)
        return;
    if (!item->wanted) {
        item->wanted = true;
        item->first = first;
        item->last = last;
        return;
    }
    item->first = first < item->first ? first : item->first;
    item->last = last > item->last ? last : item->last;
}

/* The node that reads, while its reads are visited. */
typedef struct Need {
    Plan *plan;
    uint32_t calendar; /* NO_INDEX: a rule on events, first and last are days */
    int32_t first, last;
} Need;

/* What is left of a cap depends on all that its period holds before. */
Day caps_start(const Ir *ir, uint32_t family, Day from)
{
    Day first = from;
    for (size_t i = 0; i < ir->rule_count; i++)
        for (size_t k = 0; k < ir->rules[i].cap_count && ir->rules[i].family == family; k++) {
            Day start = cap_start(ir, &ir->rules[i].caps[k], from);
            first = start < first ? start : first;
        }
    return first;
}

/* A run of periods that ends on a day or later may begin with all that is known, or with its
 * window. */
static Day run_start(const Plan *plan, uint32_t index, Day from)
{
    const Ir *ir = plan->ir;
    Day start = plan->known_from, first, ignored;
    if (!ir->period_runs[ir->rules[index].family] || start >= from)
        return from;
    bool has_window = ir->rules[index].window.kind != WINDOW_NONE;
    if (has_window && rule_run_before(ir, index) == NO_INDEX &&
        window_of_day(ir, &ir->rules[index].window, from, &first, &ignored))
        return first < from ? first : from;
    return start;
}

static void need_rule(Plan *plan, uint32_t index, Day from, Day to)
{
    PlanRule *rule = &plan->rules[index];
    int32_t first, last;
    const IrCalendar *calendar = calendar_at(plan->ir, rule->rule->calendar);
    if (plan->families[rule->rule->family].capped)
        from = caps_start(plan->ir, rule->rule->family, from);
    from = run_start(plan, index, from);
    periods_ending(calendar, anyone(calendar), from, to, &first, &last);
    if (last < first)
        return;
    rule->first = rule->wanted && rule->first < first ? rule->first : first;
    rule->last = rule->wanted && rule->last > last ? rule->last : last;
    rule->wanted = true;
}

/* The versions of a rule on events wait for each other: all are needed. */
static void need_staged(Plan *plan, uint32_t index, Day from, Day to)
{
    const Ir *ir = plan->ir;
    Day reach = staged_reach(ir, index, from);
    for (uint32_t i = 0; i < ir->rule_count; i++) {
        PlanRule *rule = &plan->rules[i];
        if (!is_version_of(rule->rule, &ir->rules[index]))
            continue;
        rule->first = rule->wanted && rule->first < reach ? rule->first : reach;
        rule->last = rule->wanted && rule->last > to ? rule->last : to;
        rule->wanted = true;
    }
}

/* Acts on the period after the one that it is tried in. */
static bool has_next(const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].next)
            return true;
    return false;
}

/* A rule that posts to the node, over its periods; or from the one before, which acts on the next.
 */
static void need_rule_of(const Need *by, uint32_t rule)
{
    const Ir *ir = by->plan->ir;
    const IrCalendar *calendar = calendar_at(ir, by->calendar);
    Day any = anyone(calendar), from = DAY_NEVER;
    if (has_next(&ir->rules[rule]))
        from = calendar_first(calendar, any, by->first - 1);
    if (from == DAY_NEVER)
        from = calendar_first(calendar, any, by->first);
    if (ir->rules[rule].staged)
        need_staged(by->plan, rule, from, calendar_last(calendar, any, by->last));
    else
        need_rule(by->plan, rule, from, calendar_last(calendar, any, by->last));
}

static Day anyone_of_window(const Ir *ir, const Window *window)
{
    bool has_calendar = window->kind == WINDOW_CALENDAR || window->kind == WINDOW_PREVIOUS;
    return has_calendar ? anyone(calendar_at(ir, window->calendar)) : ANYONE;
}

/* Where the windows of a day and of all later ones begin, at the earliest. A day without one may be
 * in a period that is the previous one of later days. */
static Day windows_begin(const Ir *ir, const Window *window, Day anchor, Day day)
{
    Day from, to;
    Window own = *window;
    if (window_days(ir, window, anchor, day, day, &from, &to))
        return from;
    own.kind = WINDOW_CALENDAR;
    return window_days(ir, &own, anchor, day, day, &from, &to) ? from : day;
}

/* The days that an aggregate of the node looks at from one of its periods. Where that is another
 * one for each subject, it begins and ends somewhere in [first, last]. */
static bool aggregate_days(const Need *by, const Window *window, int32_t period, Day *from, Day *to)
{
    const Ir *ir = by->plan->ir;
    const IrCalendar *calendar = calendar_at(ir, by->calendar);
    Day of_window = anyone_of_window(ir, window), any = anyone(calendar);
    Day first = calendar_first(calendar, any, period), last = calendar_last(calendar, any, period);
    if (any != ANYONE)
        return window_days(ir, window, of_window, first, last, from, to);
    if (!window_days(ir, window, of_window, last, last, from, to))
        *to = last;
    *from = windows_begin(ir, window, of_window, first);
    return true;
}

/* Kept events: of the days that any of the periods looks at. */
static void need_kept(const Need *by, const Expr *expr, uint32_t item)
{
    Day from, to;
    for (int32_t period = by->first; period <= by->last; period++)
        if (aggregate_days(by, &expr->window, period, &from, &to))
            need(by->plan, item, from, to);
    by->plan->items[item].wanted = true; /* also where no day is */
}

/* Of each period by itself: the first may have no window, as nothing is before it. */
static void need_inside(const Need *by, const Expr *expr, uint32_t item)
{
    const IrCalendar *inner = calendar_at(by->plan->ir, by->plan->ir->items[item].calendar);
    Day from, to;
    int32_t first, last;
    for (int32_t period = by->first; period <= by->last; period++)
        if (aggregate_days(by, &expr->window, period, &from, &to)) {
            periods_inside(inner, anyone(inner), from, to, &first, &last);
            need(by->plan, item, first, last);
        }
}

static void visit_need(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    const Need *by = context;
    const Ir *ir = by->plan->ir;
    if (rule != NO_INDEX) {
        need_rule_of(by, rule);
        return;
    }
    if (expr && ir->items[item].kept) {
        need_kept(by, expr, item);
        return;
    }
    if (!expr || expr->op != EXPR_ITEM_AGG) {
        need(by->plan, item, by->first, by->last);
        return;
    }
    need_inside(by, expr, item);
}

/* The periods that hold some of these days, of whomever. */
static void need_days(const Need *by, uint32_t item)
{
    const IrCalendar *calendar = calendar_at(by->plan->ir, by->plan->ir->items[item].calendar);
    int32_t first, last;
    bool begins = calendar_of_day(calendar, anyone(calendar), by->first, &first);
    calendar_of_day(calendar, anyone(calendar), by->last, &last);
    need(by->plan, item, first + !begins - calendar_is_own(calendar), last);
}

/* From an event: the periods that hold its day; of an aggregate, those in the window that ends with
 * that day. */
static void visit_day_need(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    const Need *by = context;
    const Ir *ir = by->plan->ir;
    const Window *window = &expr->window;
    Day from, to;
    (void)rule;
    if (expr->op == EXPR_CELL) {
        need_days(by, item);
        return;
    }
    if (!window_of_day(ir, window, by->last, &from, &to))
        to = by->last;
    from = windows_begin(ir, window, anyone_of_window(ir, window), by->first);
    if (ir->items[item].kept)
        need(by->plan, item, from, to);
    else
        need_days(&(Need){by->plan, NO_INDEX, from, to}, item);
}

/* What a rule on scores says is wanted, even when nothing that it posts to is asked for. */
static bool has_notice(const IrRule *rule)
{
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].kind == EFFECT_NOTICE)
            return true;
    return false;
}

static void need_where(Plan *plan, const PlanQuestion *question)
{
    if (!question->where)
        return;
    const IrItem *item = &plan->ir->items[question->where_item];
    Need by = {plan, item->calendar, 0, 0};
    const IrCalendar *calendar = calendar_at(plan->ir, item->calendar);
    periods_inside(calendar, anyone(calendar), question->first, question->last, &by.first,
                   &by.last);
    visit_cell_reads(plan->ir, question->where, item->subject, item->calendar, visit_need, &by);
}

void plan_ranges(Plan *plan, const PlanQuestion *question)
{
    const Ir *ir = plan->ir;
    for (size_t i = 0; i < question->item_count; i++) {
        uint32_t index = question->items[i];
        const IrCalendar *calendar = calendar_at(ir, ir->items[index].calendar);
        int32_t first, last;
        periods_inside(calendar, anyone(calendar), question->first, question->last, &first, &last);
        need(plan, index, first, last);
        plan->items[index].asked = true;
    }
    need_where(plan, question);
    for (uint32_t i = 0; i < ir->rule_count; i++)
        if (!has_notice(&ir->rules[i]))
            continue;
        else if (ir->rules[i].trigger == TRIGGER_SCORES)
            need_rule(plan, i, question->first, question->last);
        else if (ir->rules[i].staged)
            need_staged(plan, i, question->first, question->last);
    for (size_t i = ir->order_count; i-- > 0;) {
        NodeRef ref = ir->order[i];
        if (ref.kind == REF_ITEM && plan->items[ref.index].wanted) {
            const PlanItem *item = &plan->items[ref.index];
            Need by = {plan, item->item->calendar, item->first, item->last};
            visit_item_reads(ir, ref.index, visit_need, &by);
        } else if (ref.kind == REF_RULE && plan->rules[ref.index].wanted) {
            const PlanRule *rule = &plan->rules[ref.index];
            bool staged = rule->rule->staged;
            Need by = {plan, staged ? NO_INDEX : rule->rule->calendar, rule->first, rule->last};
            visit_rule_reads(ir, ref.index, staged ? visit_day_need : visit_need, &by);
        }
    }
}

/* --- stages: some items need everyone's values, so what reads them waits for the next --- */

typedef struct Staging {
    Plan *plan;
    uint32_t stage;
} Staging;

bool plan_is_barrier(const IrItem *item)
{
    switch (item->kind) {
    case ITEM_RANK:
    case ITEM_GRADE:
    case ITEM_GROUP:
    case ITEM_COUNTBACK:
    case ITEM_MEETING:
        return true;
    case ITEM_SECTION:
    case ITEM_SCORE:
    case ITEM_MEASURE:
    case ITEM_MEMBER:
        break;
    }
    for (size_t i = 0; i < item->version_count; i++)
        if (item->versions[i].rounding.keeps_total)
            return true;
    return false;
}

static void visit_stage(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    (void)expr;
    Staging *staging = context;
    const Plan *plan = staging->plan;
    uint32_t stage;
    if (rule != NO_INDEX)
        stage = plan_rule_stage(plan, rule);
    else
        stage = plan->items[item].stage + item_is_barrier(plan, item);
    if (stage > staging->stage)
        staging->stage = stage;
}

/* A rule on events may read and charge anyone: it runs between two stages. */
static void visit_before(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    (void)expr, (void)rule;
    Staging *staging = context;
    const PlanItem *read = &staging->plan->items[item];
    uint32_t stage = read->stage + (read->item->kind != ITEM_MEASURE);
    if (stage > staging->stage)
        staging->stage = stage;
}

static uint32_t stage_of_rule(Plan *plan, uint32_t index)
{
    const Ir *ir = plan->ir;
    Staging staging = {plan, 0};
    if (!ir->rules[index].staged)
        visit_rule_reads(ir, index, visit_stage, &staging);
    for (uint32_t i = 0; i < ir->rule_count; i++)
        if (is_version_of(&ir->rules[i], &ir->rules[index]))
            visit_rule_reads(ir, i, visit_before, &staging);
    return staging.stage;
}

/* The node that reads, once all stages are known: what it reads from an earlier stage, or for
 * everyone, must be kept. */
static void visit_keep(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    (void)expr;
    const Staging *by = context;
    if (rule == NO_INDEX && by->plan->items[item].stage != by->stage)
        by->plan->items[item].scratch = false;
}

static void keep_where(Plan *plan, const PlanQuestion *question)
{
    Staging by = {plan, UINT32_MAX};
    if (!question->where)
        return;
    const IrItem *item = &plan->ir->items[question->where_item];
    visit_cell_reads(plan->ir, question->where, item->subject, item->calendar, visit_keep, &by);
}

static void find_scratch(Plan *plan, const PlanQuestion *question)
{
    const Ir *ir = plan->ir;
    for (size_t i = 0; i < ir->item_count; i++) {
        PlanItem *item = &plan->items[i];
        bool is_value = item->item->kind == ITEM_SCORE || item->item->kind == ITEM_MEMBER;
        item->scratch = item->wanted && !item->asked && is_value && !plan_is_barrier(item->item);
    }
    for (size_t i = 0; i < plan->order_count; i++) {
        NodeRef ref = plan->order[i];
        Staging by = {plan, UINT32_MAX}; /* what needs everyone reads everyone */
        if (ref.kind == REF_RULE) {
            by.stage = plan->rule_stage[ref.index];
            visit_rule_reads(ir, ref.index, visit_keep, &by);
        } else {
            if (!item_is_barrier(plan, ref.index))
                by.stage = plan->items[ref.index].stage;
            visit_item_reads(ir, ref.index, visit_keep, &by);
        }
    }
    keep_where(plan, question);
}

void plan_stages(Plan *plan, const PlanQuestion *question)
{
    const Ir *ir = plan->ir;
    plan->order = arena_alloc(plan->arena, (ir->order_count + 1) * sizeof *plan->order);
    for (size_t i = 0; i < ir->order_count; i++) {
        NodeRef ref = ir->order[i];
        Staging staging = {plan, 0};
        if (ref.kind == REF_ITEM) {
            if (!plan->items[ref.index].wanted)
                continue;
            visit_item_reads(ir, ref.index, visit_stage, &staging);
            plan->items[ref.index].stage = staging.stage;
        } else {
            if (!plan->rules[ref.index].wanted)
                continue;
            staging.stage = plan->rule_stage[ref.index] = stage_of_rule(plan, ref.index);
        }
        plan->order[plan->order_count++] = ref;
        if (staging.stage + 1 > plan->stages)
            plan->stages = staging.stage + 1;
    }
    if (!question->keep_all && !question->apart)
        find_scratch(plan, question);
}

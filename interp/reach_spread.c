/* From cells whose sums changed to all that read them, until nothing is added. */
#include "interp/reach.h"

typedef struct Spread {
    Reach *reach;
    Cells *to;
    uint32_t subject, calendar; /* of the reader */
    bool everyone;              /* it needs all values of a period */
    bool grows;
} Spread;

/* One period of what is read reaches one of the reader. */
static void reach_row(Spread *by, int32_t period, const Cells *from, int32_t read, bool same_kind)
{
    uint64_t *to = cells_row(by->to, period);
    const uint64_t *of = cells_row(from, read);
    uint64_t added = 0;
    if (by->everyone || !same_kind) {
        if (cells_full(by->to, period) || !cells_any(from, read))
            return;
        cells_fill(by->to, period);
        by->grows = true;
        return;
    }
    for (size_t i = 0; i < by->to->words; i++) {
        added |= of[i] & ~to[i];
        to[i] |= of[i];
    }
    by->grows |= added != 0;
}

/* The periods that an aggregate gathers, whosever. */
static bool gathered(const Spread *by, const Expr *expr, uint32_t calendar, int32_t period,
                     int32_t *first, int32_t *last)
{
    const Ir *ir = by->reach->after->ir;
    const IrCalendar *own = &ir->calendars[by->calendar], *inner = &ir->calendars[calendar];
    bool has_calendar =
        expr->window.kind == WINDOW_CALENDAR || expr->window.kind == WINDOW_PREVIOUS;
    Day anchor = has_calendar ? ir->calendars[expr->window.calendar].anchor : ANYONE;
    Day from, to;
    if (!window_days(ir, &expr->window, anchor, calendar_first(own, own->anchor, period),
                     calendar_last(own, own->anchor, period), &from, &to))
        return false;
    periods_inside(inner, inner->anchor, from, to, first, last);
    return true;
}

static void visit_read(void *context, const Expr *expr, uint32_t item, uint32_t rule)
{
    Spread *by = context;
    if (rule != NO_INDEX) { /* its postings are part of the sum: both are worked out, or none */
        Cells *trials = &by->reach->rules[rule];
        for (int32_t p = by->to->first; p <= by->to->last; p++) {
            if (p < trials->first || p > trials->last)
                continue;
            Spread back = {by->reach, trials, by->subject, by->calendar, false, false};
            reach_row(by, p, trials, p, true);
            reach_row(&back, p, by->to, p, true);
            by->grows |= back.grows;
        }
        return;
    }
    const IrItem *read = &by->reach->after->ir->items[item];
    const Cells *from = &by->reach->items[item];
    bool same_kind = read->subject == by->subject;
    for (int32_t p = by->to->first; p <= by->to->last; p++) {
        int32_t first = p, last = p;
        if (expr && expr->op == EXPR_ITEM_AGG &&
            !gathered(by, expr, read->calendar, p, &first, &last))
            continue;
        for (int32_t q = first > from->first ? first : from->first; q <= last && q <= from->last;
             q++)
            reach_row(by, p, from, q, same_kind);
    }
}

/* Once a cell of such an item is reached, all of its period are. */
static void fill_barriers(Spread *by)
{
    for (int32_t p = by->to->first; by->everyone && p <= by->to->last; p++)
        if (cells_any(by->to, p))
            cells_fill(by->to, p);
}

static bool spread_node(Reach *reach, NodeRef ref)
{
    const Plan *plan = reach->after;
    Spread by = {.reach = reach};
    if (ref.kind == REF_RULE) {
        const IrRule *rule = plan->rules[ref.index].rule;
        by.to = &reach->rules[ref.index];
        by.subject = rule->subject;
        by.calendar = rule->calendar;
        visit_rule_reads(plan->ir, ref.index, visit_read, &by);
        return by.grows;
    }
    by.to = &reach->items[ref.index];
    by.subject = plan->items[ref.index].item->subject;
    by.calendar = plan->items[ref.index].item->calendar;
    by.everyone = item_is_barrier(plan, ref.index);
    visit_item_reads(plan->ir, ref.index, visit_read, &by);
    fill_barriers(&by);
    return by.grows;
}

void reach_spread(Reach *reach)
{
    const Plan *plan = reach->after;
    for (size_t i = 0; i < plan->order_count; i++) {
        NodeRef ref = plan->order[i];
        Cells *cells = ref.kind == REF_RULE ? &reach->rules[ref.index] : &reach->items[ref.index];
        if (ref.kind == REF_RULE ? reach->all_rules[ref.index] : reach->all_items[ref.index])
            for (int32_t p = cells->first; p <= cells->last; p++)
                cells_fill(cells, p);
    }
    for (bool grows = true; grows;) {
        grows = false;
        for (size_t i = 0; i < plan->order_count; i++)
            grows |= spread_node(reach, plan->order[i]);
    }
}

/* Sections whose postings are kept in order: those that restart, or whose balance is measured. */
#include "interp/plan/plan.h"

/* Every period that holds one of the days. */
void need_balance(Plan *plan, const IrRule *rule, Day from, Day to)
{
    uint32_t item = rule->counted->index;
    const IrCalendar *calendar = &plan->ir->calendars[plan->ir->items[item].calendar];
    bool is_own = calendar_is_own(calendar);
    Day anchor = is_own ? ANYONE : calendar->anchor;
    int32_t first, last;
    bool begins = calendar_of_day(calendar, anchor, from, &first);
    calendar_of_day(calendar, anchor, to, &last);
    need_item(plan, item, first + !begins - is_own,
              last); /* another's begins up to a length later */
}

static void mark(Plan *plan, uint32_t item)
{
    plan->items[item].in_order |= plan->items[item].wanted;
}

void plan_in_order(Plan *plan)
{
    for (size_t i = 0; i < plan->ir->rule_count; i++) {
        const IrRule *rule = &plan->ir->rules[i];
        if (rule_is_balance(rule))
            mark(plan, rule->counted->index);
        for (size_t k = 0; k < rule->effect_count; k++)
            if (rule->effects[k].kind == EFFECT_RESTART)
                mark(plan, rule->effects[k].item);
    }
}

bool item_is_barrier(const Plan *plan, uint32_t item)
{
    ItemKind kind = plan->ir->items[item].kind;
    return kind == ITEM_RANK || kind == ITEM_GRADE || plan->items[item].in_order;
}

/* Which period of whom a posting falls in. */
#include "interp/exec/run.h"

Day exec_anchor(const Exec *exec, uint32_t calendar, uint32_t subject)
{
    return roster_anchor(exec->roster, &exec->plan->ir->calendars[calendar], subject);
}

bool item_period(const Exec *exec, const PlanItem *item, uint32_t subject, Day day, int32_t *period)
{
    uint32_t calendar = item->item->calendar;
    return item->wanted &&
           calendar_of_day(&exec->plan->ir->calendars[calendar],
                           exec_anchor(exec, calendar, subject), day, period) &&
           *period >= item->first && *period <= item->last;
}

/* A day that no period holds has a next one if it has one before. */
bool target_period(const Exec *exec, const PlanEffect *effect, size_t hit, int32_t *period)
{
    const PlanItem *item = &exec->plan->items[effect->effect->item];
    const IrCalendar *calendar = &exec->plan->ir->calendars[item->item->calendar];
    Day anchor = roster_anchor(exec->roster, calendar, exec->hits.subject[hit]);
    Day day = exec->lanes->date[exec->hits.lane[hit]];
    bool next = effect->effect->next;
    if (!calendar_of_day(calendar, anchor, day, period) &&
        (!next || calendar_first(calendar, anchor, *period) == DAY_NEVER))
        return false;
    *period += next;
    return item->wanted && *period >= item->first && *period <= item->last;
}

bool is_gone(const Exec *exec, const PlanEffect *effect, size_t hit, int32_t period)
{
    if (!effect->effect->next)
        return false;
    const IrItem *item = exec->plan->items[effect->effect->item].item;
    const IrCalendar *calendar = &exec->plan->ir->calendars[item->calendar];
    uint32_t subject = exec->hits.subject[hit];
    Day anchor = roster_anchor(exec->roster, calendar, subject);
    return roster_last_day(&exec->roster->kinds[item->subject], subject,
                           calendar_first(calendar, anchor, period),
                           calendar_last(calendar, anchor, period)) == DAY_ALWAYS;
}

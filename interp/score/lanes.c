/* Runs of subjects in a period, which version of an item is theirs, and what its column holds. */
#include "interp/score/score.h"

const PlanVersion *version_of(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                              const IrVersion **ir)
{
    const IrItem *of = exec->plan->items[item].item;
    const IrCalendar *calendar = &exec->plan->ir->calendars[of->calendar];
    Day anchor = roster_anchor(exec->roster, calendar, subject);
    *ir = item_version(of, calendar_last(calendar, anchor, period));
    return *ir ? &exec->plan->items[item].versions[*ir - of->versions] : NULL;
}

Ratio column_value(const Column *column, uint32_t subject, int32_t period)
{
    size_t at = column_at(column, subject, period);
    if (column->den)
        return (Ratio){column->num[at], column->den[at]};
    Ratio out = {0, 0};
    if (column->num[at] != ABSENT)
        ratio_make(&out, column->num[at], column->scale);
    return out;
}

void score_lanes(Exec *exec, uint32_t kind, uint32_t calendar, int32_t period, uint32_t first,
                 size_t count)
{
    Lanes *lanes = exec->lanes;
    const IrCalendar *of = &exec->plan->ir->calendars[calendar];
    Day anchor = roster_anchor(exec->roster, of, first);
    const RosterKind *roster = &exec->roster->kinds[kind];
    Frame *frame = &exec->frame;
    frame->period = period;
    frame->first_day = calendar_first(of, anchor, period);
    frame->last_day = calendar_last(of, anchor, period);
    frame->own_kind = kind;
    lanes->count = count;
    for (size_t i = 0; i < count; i++) {
        lanes->own[i] = exec->list ? exec->list[i] : first + (uint32_t)i;
        lanes->date[i] = frame->last_day;
        lanes->roster_day[i] =
            roster_last_day(roster, lanes->own[i], frame->first_day, frame->last_day);
        lanes->times[i] = 1;
    }
    exec_bind(exec, lanes);
}

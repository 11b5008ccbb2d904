/* Events that a count-back counts. */
#include "interp/exec/run.h"

/* Below 1 is no place. */
static bool is_place(Ratio value)
{
    return value.den != 0 && ratio_compare(value, RATIO(1)) >= 0;
}

void exec_places(Exec *exec, const PlanRule *rule, const PlanEffect *effect)
{
    uint32_t index = effect->effect->item;
    const PlanItem *item = &exec->plan->items[index];
    for (size_t i = 0; i < exec->hits.count && !exec->failed; i++) {
        size_t lane = exec->hits.lane[i];
        HistogramEntry entry = {.subject = exec->hits.subject[i],
                                .value = exec_value(exec, &effect->amount, lane),
                                .times = exec->lanes->times[lane]};
        if (!is_place(entry.value) || is_lapsed(exec, rule, i) ||
            !item_period(exec, item, entry.subject, exec->lanes->date[lane], &entry.period))
            continue;
        if (!histogram_add(&exec->histograms[index], &entry))
            exec_overflow(exec, plan_rule_name(exec->plan, rule), NULL, item->item->subject,
                          entry.subject);
    }
}

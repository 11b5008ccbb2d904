/* What order decided: what a restart absorbed, what a balance was. */
#include "interp/explain_work.h"

#include "interp/report/unit.h"

/* "by the restart of 2022-06-20 (course_rule)". */
Text explain_restart(const Explainer *explainer, const TraceEntry *entry)
{
    Text asked = signed_shown(explainer->arena, entry->asked);
    Text day = explain_day(explainer, entry->restart->day);
    Text rule = name_shown(&explainer->ir->rules[entry->restart->rule].name, explainer->language);
    return explain_format(explainer,
                          explain_say(explainer, "of %.*s, absorbed by the restart of %.*s, %.*s",
                                      "原为 %.*s，由 %.*s 的重计（%.*s）吸收"),
                          (int)asked.size, asked.at, (int)day.size, day.at, (int)rule.size,
                          rule.at);
}

/* "demerits 15". */
Text explain_balance(const Explainer *explainer, const TraceEntry *entry)
{
    const IrRule *rule = &explainer->ir->rules[entry->rule];
    if (entry->balance.den == 0)
        return TEXT("");
    const IrItem *item = &explainer->ir->items[rule->counted->index];
    Text name = name_shown(&item->name, explainer->language);
    Text value = value_shown(explainer->arena, explainer->ir, item->type, entry->balance,
                             explainer->language);
    return explain_format(explainer, "%.*s %.*s", (int)name.size, name.at, (int)value.size,
                          value.at);
}

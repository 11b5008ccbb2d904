/* What became of a posting between what was asked and what counts: shared, selected, capped. */
#include "interp/explain_work.h"

#include "interp/report/unit.h"

/* "one_act §7" */
static Text selection_text(const Explainer *explainer, const IrSelection *selection)
{
    Text name = name_shown(&selection->name, explainer->language);
    Text clause = explain_cites(explainer, &selection->meta);
    if (clause.size == 0)
        return explain_format(explainer, explain_say(explainer, "%.*s", "“%.*s”"), (int)name.size,
                              name.at);
    return explain_format(explainer, explain_say(explainer, "%.*s %.*s", "“%.*s”（%.*s）"),
                          (int)name.size, name.at, (int)clause.size, clause.at);
}

static Text selected_text(const Explainer *explainer, const TraceStep *step, Text before)
{
    Text by = selection_text(explainer, step->selection);
    Text left = signed_shown(explainer->arena, step->left);
    bool none = ratio_is_zero(step->left);
    if (step->selection->by_period && none)
        return explain_format(explainer,
                              explain_say(explainer, "of %.*s, counted 0: dropped by %.*s",
                                          "原为 %.*s，计 0：未入选%.*s"),
                              (int)before.size, before.at, (int)by.size, by.at);
    if (step->selection->by_period)
        return explain_format(
            explainer,
            explain_say(explainer, "of %.*s, counted %.*s: the rest dropped by %.*s",
                        "原为 %.*s，计 %.*s：其余未入选%.*s"),
            (int)before.size, before.at, (int)left.size, left.at, (int)by.size, by.at);
    if (none)
        return explain_format(
            explainer, explain_say(explainer, "of %.*s, absorbed by %.*s", "原为 %.*s，由%.*s吸收"),
            (int)before.size, before.at, (int)by.size, by.at);
    return explain_format(explainer,
                          explain_say(explainer, "of %.*s, all but %.*s absorbed by %.*s",
                                      "原为 %.*s，除 %.*s 外由%.*s吸收"),
                          (int)before.size, before.at, (int)left.size, left.at, (int)by.size,
                          by.at);
}

static Text step_text(const Explainer *explainer, const TraceStep *step, Ratio amount)
{
    Text before = signed_shown(explainer->arena, amount);
    switch (step->kind) {
    case STEP_SHARED:
        if (explainer->language == LANG_ZH)
            return explain_format(explainer, "%.*s 的 1/%lld", (int)before.size, before.at,
                                  (long long)step->parts);
        return explain_format(explainer, "1/%lld of %.*s", (long long)step->parts, (int)before.size,
                              before.at);
    case STEP_SELECTED:
        return selected_text(explainer, step, before);
    case STEP_CAPPED:
        return explain_format(explainer,
                              explain_say(explainer,
                                          "of %.*s, the rest is absorbed by the rule's cap",
                                          "原为 %.*s，其余由本条封顶吸收"),
                              (int)before.size, before.at);
    }
    return TEXT("");
}

void explain_steps(const Explainer *explainer, const TraceEntry *entry, AccountLine *line)
{
    Ratio before = entry->asked;
    line->steps = arena_alloc(explainer->arena, (entry->step_count + 1) * sizeof *line->steps);
    for (size_t i = 0; i < entry->step_count; i++) {
        const TraceStep *step = &entry->steps[i];
        AccountStep *to = &line->steps[line->step_count++];
        *to = (AccountStep){.kind = (AccountStepKind)step->kind,
                            .parts = step->parts,
                            .before = before,
                            .left = step->left,
                            .words = step_text(explainer, step, before)};
        if (step->selection) {
            to->by = name_shown(&step->selection->name, explainer->language);
            to->clause = explain_cites(explainer, &step->selection->meta);
        }
        before = step->left;
    }
    bool is_known = entry->high.den == 0 || ratio_compare(entry->amount, entry->high) == 0;
    if (!is_known && entry->low_bound.den == 0)
        line->words = text_from(
            explain_say(explainer, "how much of it counts hangs on a decision that is open",
                        "计入多少，视尚未作出的裁量而定"));
}

/* The rules that are reached run over the events that they see, as the rules and the events were
 * and as they are supposed; the difference goes into the sums. */
#include "interp/reach.h"

#include <stdlib.h>
#include <string.h>

/* One side: what the events of those rules add up to. */
typedef struct Side {
    Plan plan;
    Exec *exec;
    PostNotes notes;
} Side;

/* Where a sum that was added to stands in its matrix. */
static size_t room_of(const Plan *plan, const Exec *exec, PostNote note)
{
    const PlanItem *item = &plan->items[note.item];
    const Matrix *matrix = &exec->matrices[item->group];
    size_t period = (size_t)(note.period - plan->groups[item->group].first);
    return (note.subject * matrix->periods + period) * matrix->width + item->cell;
}

static void keep_rules(Reach *reach, KindRules *kind, const bool *counts)
{
    uint32_t *kept = arena_alloc(reach->arena, (kind->rule_count + 1) * sizeof *kept);
    size_t count = 0;
    for (size_t i = 0; i < kind->rule_count; i++)
        if (counts[kind->rules[i]])
            kept[count++] = kind->rules[i];
    kind->rules = kept;
    kind->rule_count = count;
}

/* Whether an event of the kind comes to one of the rules, as what it is or is treated as. */
static bool comes_to_rules(const Plan *plan, uint32_t kind)
{
    const KindRules *of = &plan->kinds[kind];
    bool comes = of->rule_count > 0;
    for (size_t i = 0; i < of->treat_count && !comes; i++)
        comes = comes_to_rules(plan, plan->rules[of->treats[i]].treat_as);
    return comes;
}

/* The plan with only those rules on events. */
static Plan side_plan(Reach *reach, const Plan *from, const bool *counts)
{
    Plan plan = *from;
    size_t count = plan.ir->event_count;
    plan.kinds = arena_copy(reach->arena, from->kinds, (count + 1) * sizeof *plan.kinds);
    for (size_t i = 0; i < count; i++)
        keep_rules(reach, &plan.kinds[i], counts);
    bool *comes = arena_alloc(reach->arena, count + 1);
    for (uint32_t i = 0; i < count; i++)
        comes[i] = comes_to_rules(&plan, i);
    for (size_t i = 0; i < count; i++)
        if (!comes[i])
            plan.kinds[i].void_count = plan.kinds[i].treat_count = 0;
    return plan;
}

/* All 0 again. */
static void give_rooms_back(Side *side)
{
    for (size_t i = 0; i < side->notes.count; i++) {
        PostNote note = side->notes.at[i];
        const PlanItem *item = &side->plan.items[note.item];
        if (!item->post_ratio)
            side->exec->rooms[item->group][room_of(&side->plan, side->exec, note)] = 0;
    }
}

static bool side_run(Reach *reach, Side *side, Engine *engine, const Plan *plan, const bool *counts)
{
    side->plan = side_plan(reach, plan, counts);
    side->exec = exec_new_sums(&side->plan, engine->roster, engine->builtins, engine->diag,
                               reach->sheet->rooms[engine != reach->root]);
    side->exec->frame.as_of = engine->as_of;
    side->exec->notes = &side->notes;
    if (reach->everyone)
        engine_run_rows(engine, side->exec, NULL);
    else
        engine_run_own(engine, side->exec, &reach->own);
    exec_finish(side->exec);
    return !side->exec->failed;
}

static void side_free(Side *side)
{
    if (side->exec) {
        give_rooms_back(side);
        exec_free(side->exec);
    }
    free(side->notes.at);
}

/* --- the difference --- */

static bool add_ratio(const Reach *reach, const Side *before, const Side *after, PostNote note)
{
    const PlanItem *item = &reach->after->items[note.item];
    Reg to = reach->sheet->result->exec->posted[note.item];
    Reg of = reach->sheet->event_sums[note.item];
    size_t at = note.subject + (size_t)(note.period - item->first) *
                                   reach->root->roster->kinds[item->item->subject].count;
    Ratio sum = {of.num[at], of.den[at]};
    Ratio less = {before->exec->posted[note.item].num[at], before->exec->posted[note.item].den[at]};
    Ratio more = {after->exec->posted[note.item].num[at], after->exec->posted[note.item].den[at]};
    if (!ratio_sub(&sum, sum, less) || !ratio_add(&sum, sum, more))
        return false;
    sheet_save(reach->sheet, &to.num[at]);
    sheet_save(reach->sheet, &to.den[at]);
    to.num[at] = sum.num;
    to.den[at] = sum.den;
    return true;
}

static bool add_scaled(const Reach *reach, const Side *before, const Side *after, PostNote note)
{
    const PlanItem *item = &reach->after->items[note.item];
    const Matrix *matrix = &reach->sheet->result->exec->matrices[item->group];
    size_t at = room_of(reach->after, reach->sheet->result->exec, note);
    int64_t sum = reach->sheet->events[item->group][at];
    if (__builtin_sub_overflow(sum, before->exec->matrices[item->group].cells[at], &sum) ||
        __builtin_add_overflow(sum, after->exec->matrices[item->group].cells[at], &sum))
        return false;
    sheet_save(reach->sheet, &matrix->cells[at]);
    matrix->cells[at] = sum;
    return true;
}

static bool take_notes(Reach *reach, const Side *before, const Side *after, const PostNotes *notes)
{
    for (size_t i = 0; i < notes->count; i++) {
        PostNote note = notes->at[i];
        if (!cells_add(&reach->items[note.item], note.subject, note.period))
            continue;
        if (reach->after->items[note.item].post_ratio ? !add_ratio(reach, before, after, note)
                                                      : !add_scaled(reach, before, after, note))
            return false;
    }
    return true;
}

bool reach_events(Reach *reach)
{
    Side before = {0}, after = {0};
    if (!reach->everyone && reach->own.count == 0)
        return true;
    bool good = side_run(reach, &before, reach->root, reach->before, reach->counts_before) &&
                side_run(reach, &after, reach->supposed, reach->after, reach->counts_after) &&
                take_notes(reach, &before, &after, &before.notes) &&
                take_notes(reach, &before, &after, &after.notes);
    side_free(&before);
    side_free(&after);
    return good;
}

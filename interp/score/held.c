/* Holds on places and on grades (S23). */
#include "interp/score/score.h"

#include <stdlib.h>

static size_t subjects_of(const Exec *exec, uint32_t item)
{
    return exec->roster->kinds[exec->plan->items[item].item->subject].count;
}

/* A hold bounds the number of a place; the others keep theirs. What is undecided stays so. */
void score_hold_places(Exec *exec, uint32_t item, int32_t period)
{
    const Column *column = &exec->columns[item];
    bool opens = exec->has_open && exec->plan->items[item].can_open;
    if (!exec->holds[item].most && !exec->holds[item].least)
        return;
    for (uint32_t i = 0; i < subjects_of(exec, item); i++) {
        int64_t *place = &column->num[column_at(column, i, period)];
        if (*place == ABSENT)
            continue;
        Ratio held = score_held(exec, item, i, period, RATIO(*place));
        *place = held.num / held.den;
        if (opens)
            score_open_put(exec, item, i, period, (Bounds){OPEN_NOT, RATIO(*place), RATIO(*place)});
    }
}

void score_held_levels(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                       int64_t *best, int64_t *assured)
{
    const PlanItem *of = &exec->plan->items[item];
    const Holds *holds = &exec->holds[item];
    size_t at = subject + (size_t)(period - of->first) * subjects_of(exec, item);
    Ratio most = holds->most ? holds->most[at] : (Ratio){0, 0};
    Ratio least = holds->least ? holds->least[at] : (Ratio){0, 0};
    *best = most.den ? -most.num : 0;
    *assured = least.den ? -least.num : ABSENT;
    if (least.den && *assured < *best) /* at most wins */
        *assured = *best;
}

void held_levels_init(HeldLevels *held, const Exec *exec, uint32_t item, int32_t period)
{
    size_t count = subjects_of(exec, item);
    held->best = memory_resize(NULL, (count + 1) * sizeof *held->best);
    held->assured = memory_resize(NULL, (count + 1) * sizeof *held->assured);
    held->kept = memory_resize(NULL, (count + 1) * sizeof *held->kept);
    held->doubted = memory_resize(NULL, (count + 1) * sizeof *held->doubted);
    for (uint32_t i = 0; i < count; i++) {
        held->kept[i] = held->doubted[i] = false;
        score_held_levels(exec, item, i, period, &held->best[i], &held->assured[i]);
    }
}

void held_levels_release(HeldLevels *held)
{
    free(held->best);
    free(held->assured);
    free(held->kept);
    free(held->doubted);
}

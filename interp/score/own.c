/* Cycles that begin at each subject's own date (S14): the same number is other days for each, so
 * they are worked out one subject at a time. */
#include "interp/score/score.h"

typedef struct Own {
    const IrCalendar *calendar;
    Day anchor;
} Own;

static Own own_of(const Exec *exec, uint32_t calendar, uint32_t subject)
{
    const IrCalendar *of = &exec->plan->ir->calendars[calendar];
    return (Own){of, roster_anchor(exec->roster, of, subject)};
}

/* Before the subject's date, or without one, there is no such period. */
static bool is_period(const Own *own, int32_t period)
{
    return calendar_first(own->calendar, own->anchor, period) != DAY_NEVER;
}

static void own_cells(Exec *exec, uint32_t index, uint32_t subject)
{
    const PlanItem *item = &exec->plan->items[index];
    Own own = own_of(exec, item->item->calendar, subject);
    for (int32_t period = item->first; period <= item->last; period++) {
        if (!is_period(&own, period)) {
            score_absent(exec, index, subject, period);
            continue;
        }
        score_lanes(exec, item->item->subject, item->item->calendar, period, subject, 1);
        score_value(exec, index, period, subject, 1);
    }
}

void score_own_item(Exec *exec, uint32_t item, uint32_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        own_cells(exec, item, first + (uint32_t)i);
}

static void own_trials(Exec *exec, const PlanRule *rule, uint32_t subject)
{
    Own own = own_of(exec, rule->rule->calendar, subject);
    for (int32_t period = rule->first; period <= rule->last; period++) {
        Day day = calendar_last(own.calendar, own.anchor, period);
        if (!is_period(&own, period) || day < rule->from || day > rule->until)
            continue;
        score_trial(exec, rule, period, subject, 1);
    }
}

void score_own_rule(Exec *exec, const PlanRule *rule, uint32_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        own_trials(exec, rule, first + (uint32_t)i);
}

/* What the grade reads is assessed; without `by`, being on the roster is enough. */
static bool is_graded(const Exec *exec, const IrVersion *ir, uint32_t subject, int32_t period)
{
    if (ir->by_item == NO_INDEX)
        return exec->lanes->roster_day[0] != DAY_ALWAYS;
    Bounds by = score_bounds(exec, ir->by_item, subject, period);
    return by.state != OPEN_NOT || by.low.den != 0;
}

/* Whether the condition of a level holds: 1 for yes; a decision may be open (S21). */
static Bounds level_holds(Exec *exec, uint32_t item, const Program *key, const Meta *meta,
                          uint32_t subject, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    Ratio holds = RATIO(1);
    if (key->count > 0 && exec_is_touched(exec, of->subject, subject))
        return score_expression_bounds(exec, key, item, subject, period);
    if (key->count > 0) {
        exec_program(exec, key, &of->name, meta);
        int64_t yes = exec->frame.regs[key->out].num[0];
        holds = yes == ABSENT ? (Ratio){0, 0} : RATIO(yes == 1);
    }
    return (Bounds){OPEN_NOT, holds, holds};
}

/* As verdicts.c settles holds: whom one keeps from a level meets those behind it. */
static int64_t held_level(Exec *exec, uint32_t item, const IrVersion *ir,
                          const PlanVersion *version, uint32_t subject, int32_t period)
{
    int64_t best, assured;
    bool kept = false, doubted = false;
    score_held_levels(exec, item, subject, period, &best, &assured);
    for (int64_t i = 0; i < (int64_t)ir->level_count; i++) {
        Bounds holds = level_holds(exec, item, &version->keys[i], &ir->meta, subject, period);
        if (holds.state != OPEN_NOT)
            return UNDECIDED_LEVEL;
        bool meets = holds.low.num == 1;
        if (i >= best && (meets || kept))
            return i;
        doubted |= !holds.low.den;
        if (i >= best && doubted)
            return ABSENT; /* perhaps this one (S9) */
        kept |= meets;
        if (assured != ABSENT && assured <= i)
            return i;
    }
    return ABSENT;
}

static int64_t own_level(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, subject, period, &ir);
    if (!version)
        return ABSENT;
    score_lanes(exec, of->subject, of->calendar, period, subject, 1);
    if (!is_graded(exec, ir, subject, period))
        return ABSENT;
    if (ir->by_item != NO_INDEX &&
        score_bounds(exec, ir->by_item, subject, period).state == OPEN_UNDECIDED)
        return UNDECIDED_LEVEL;
    return held_level(exec, item, ir, version, subject, period);
}

void score_own_grade(Exec *exec, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    const Column *column = &exec->columns[item];
    size_t count = exec->roster->kinds[of->subject].count;
    for (uint32_t i = 0; i < count; i++) {
        Own own = own_of(exec, of->calendar, i);
        int64_t level = is_period(&own, period) ? own_level(exec, item, i, period) : ABSENT;
        column->num[column_at(column, i, period)] = level;
    }
    score_open_mirror(exec, item, period, NULL);
}

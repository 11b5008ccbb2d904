/* Sections and scores where a decision is open (S21): the same parts as values.c, of both ends.
 * Each part keeps the order of the ends, so each end is worked out by itself. */
#include "interp/score/groups.h"

#include <stdlib.h>

static const Bounds UNDECIDED = {.state = OPEN_UNDECIDED};

static Bounds settled(Ratio value)
{
    return (Bounds){OPEN_NOT, value, value};
}

static bool is_absent(Bounds value)
{
    return value.state == OPEN_NOT && value.low.den == 0;
}

static Bounds between(Ratio low, Ratio high)
{
    return (Bounds){ratio_compare(low, high) == 0 ? OPEN_NOT : OPEN_BETWEEN, low, high};
}

/* What is not assessed on one side is not assessed; what is undecided, undecided. */
static bool is_final(Bounds *a, Bounds b)
{
    if (is_absent(*a) || is_absent(b))
        *a = settled((Ratio){0, 0});
    else if (a->state == OPEN_UNDECIDED || b.state == OPEN_UNDECIDED)
        *a = UNDECIDED;
    else
        return false;
    return true;
}

static void out_of_range(Exec *exec, uint32_t item, uint32_t subject)
{
    const IrItem *of = exec->plan->items[item].item;
    exec_overflow(exec, &of->name, &of->versions[0].meta, of->subject, subject);
}

/* One cell on its way through the parts. */
typedef struct Work {
    Exec *exec;
    uint32_t item, subject;
    int32_t period;
    const PlanVersion *version;
    const IrVersion *ir;
} Work;

static Bounds program_bounds(const Work *work, const Program *program)
{
    return score_expression_bounds(work->exec, program, work->item, work->subject, work->period);
}

static Bounds plus(const Work *work, Bounds a, Bounds b)
{
    if (is_final(&a, b))
        return a;
    bool fits = ratio_add(&a.low, a.low, b.low);
    fits &= ratio_add(&a.high, a.high, b.high);
    if (!fits)
        out_of_range(work->exec, work->item, work->subject);
    return between(a.low, a.high);
}

/* share: settled and not below 0. */
static Bounds times(const Work *work, Bounds a, Bounds share)
{
    if (is_final(&a, share))
        return a;
    bool fits = ratio_mul(&a.low, a.low, share.low);
    fits &= ratio_mul(&a.high, a.high, share.low);
    if (!fits)
        out_of_range(work->exec, work->item, work->subject);
    return between(a.low, a.high);
}

/* least: no less than the limit; else no more. An unknown limit does not limit. */
static Bounds limited(const Work *work, Bounds value, const Program *program, bool least)
{
    if (program->count == 0)
        return value;
    Bounds limit = program_bounds(work, program);
    if (is_absent(limit) || is_final(&value, limit))
        return value;
    int low = ratio_compare(value.low, limit.low), high = ratio_compare(value.high, limit.high);
    if (least ? low < 0 : low > 0)
        value.low = limit.low;
    if (least ? high < 0 : high > 0)
        value.high = limit.high;
    return between(value.low, value.high);
}

bool score_is_there(const Exec *exec, const IrItem *of, uint32_t subject, int32_t period)
{
    const IrCalendar *calendar = &exec->plan->ir->calendars[of->calendar];
    Day anchor = roster_anchor(exec->roster, calendar, subject);
    return roster_last_day(&exec->roster->kinds[of->subject], subject,
                           calendar_first(calendar, anchor, period),
                           calendar_last(calendar, anchor, period)) != DAY_ALWAYS;
}

static Bounds is_member(const Work *work)
{
    const IrItem *of = work->exec->plan->items[work->item].item;
    bool present = score_is_there(work->exec, of, work->subject, work->period);
    if (!present || !work->version->only.count)
        return settled(RATIO(present));
    return program_bounds(work, &work->version->only);
}

static Bounds formula_of(const Work *work)
{
    Bounds member = is_member(work);
    if (member.state != OPEN_NOT)
        return UNDECIDED;
    if (!member.low.den || ratio_is_zero(member.low))
        return settled((Ratio){0, 0});
    return work->version->value.count ? program_bounds(work, &work->version->value)
                                      : settled(RATIO(0));
}

/* A value that is set hides what was posted, and what is open of it. */
static Bounds after_sets(const Work *work, Bounds value)
{
    const PlanItem *of = &work->exec->plan->items[work->item];
    const SetTo *sets = work->exec->sets[work->item];
    size_t subjects = work->exec->roster->kinds[of->item->subject].count;
    if (!sets || is_absent(value))
        return value;
    Ratio to = sets[work->subject + (size_t)(work->period - of->first) * subjects].value;
    return to.den ? settled(to) : value;
}

static Bounds after_holds(const Work *work, Bounds value)
{
    if (value.state == OPEN_UNDECIDED || is_absent(value))
        return value;
    return between(score_held(work->exec, work->item, work->subject, work->period, value.low),
                   score_held(work->exec, work->item, work->subject, work->period, value.high));
}

static Bounds after_withholds(const Work *work, Bounds value)
{
    if (value.state == OPEN_UNDECIDED || is_absent(value))
        return value;
    bool fits = score_withheld(work->exec, work->item, work->subject, work->period, &value.low);
    fits &= score_withheld(work->exec, work->item, work->subject, work->period, &value.high);
    if (!fits)
        out_of_range(work->exec, work->item, work->subject);
    return between(value.low, value.high);
}

static Bounds after_rounding(const Work *work, Bounds value)
{
    const Rounding *rounding = &work->ir->rounding;
    if (!rounding->set || value.state == OPEN_UNDECIDED || is_absent(value))
        return value;
    bool fits = ratio_round(&value.low, value.low, rounding->dir, rounding->step);
    fits &= ratio_round(&value.high, value.high, rounding->dir, rounding->step);
    if (!fits)
        out_of_range(work->exec, work->item, work->subject);
    return between(value.low, value.high);
}

OpenParts score_open_parts(Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                           Bounds posted)
{
    OpenParts parts = {.posted = posted, .value = settled((Ratio){0, 0})};
    Work work = {exec, item, subject, period, NULL, NULL};
    work.version = version_of(exec, item, subject, period, &work.ir);
    if (!work.version)
        return parts;
    parts.formula = parts.pro_rata = formula_of(&work);
    if (work.version->pro_rata.count)
        parts.pro_rata =
            times(&work, parts.formula, program_bounds(&work, &work.version->pro_rata));
    parts.set = after_sets(&work, plus(&work, parts.pro_rata, posted));
    parts.limited = limited(&work, parts.set, &work.version->floor, true);
    parts.limited = limited(&work, parts.limited, &work.version->cap, false);
    parts.held = after_holds(&work, parts.limited);
    parts.paid = after_withholds(&work, parts.held);
    parts.value = after_rounding(&work, parts.paid);
    return parts;
}

/* --- every cell --- */

static Bounds posted_ends(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    const PlanItem *of = &exec->plan->items[item];
    if (of->item->kind != ITEM_SECTION)
        return settled(RATIO(0));
    Ratio sum = score_posted(exec, item, subject, period);
    const Ends *open = exec->open[item].posted;
    size_t subjects = exec->roster->kinds[of->item->subject].count;
    Bounds out = settled(sum);
    if (open)
        open += subject + (size_t)(period - of->first) * subjects;
    if (!open || !open->low.den)
        return out;
    bool fits = ratio_add(&out.low, sum, open->low);
    fits &= ratio_add(&out.high, sum, open->high);
    if (!fits)
        out_of_range(exec, item, subject);
    return between(out.low, out.high);
}

static OpenParts parts_of(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    return score_open_parts(exec, item, subject, period, posted_ends(exec, item, subject, period));
}

Bounds score_open_unrounded(Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    return parts_of(exec, item, subject, period).paid;
}

Bounds *score_open_values(Exec *exec, uint32_t item, int32_t period, uint32_t first, size_t count)
{
    const IrItem *of = exec->plan->items[item].item;
    if (!exec->has_open || !exec->plan->items[item].can_open)
        return NULL;
    Bounds *values = memory_resize(NULL, (count + 1) * sizeof *values);
    for (size_t i = 0; i < count; i++) {
        uint32_t subject = first + (uint32_t)i;
        if (!exec_is_touched(exec, of->subject, subject))
            continue;
        values[i] = parts_of(exec, item, subject, period).value;
        bool said = exec_open_state(exec, item, subject, period) == OPEN_UNDECIDED;
        if (said && !is_absent(values[i]))
            values[i] = UNDECIDED;
    }
    score_lanes(exec, of->subject, of->calendar, period, first, count);
    return values;
}

void score_open_put(Exec *exec, uint32_t item, uint32_t subject, int32_t period, Bounds value)
{
    const PlanItem *of = &exec->plan->items[item];
    OpenItem *open = &exec->open[item];
    size_t subjects = exec->roster->kinds[of->item->subject].count;
    Ratio none = {0, 0};
    bool vague = value.state == OPEN_UNDECIDED;
    if (value.state != OPEN_NOT)
        exec_touch(exec, of->item->subject, subject);
    open->state[subject + (size_t)(period - of->first) * subjects] = (uint8_t)value.state;
    bool fits = column_put(&exec->columns[item], subject, period,
                           value.state == OPEN_NOT ? value.low : none);
    fits &= column_put(&open->low, subject, period, vague ? none : value.low);
    fits &= column_put(&open->high, subject, period, vague ? none : value.high);
    if (!fits)
        out_of_range(exec, item, subject);
}

void score_open_store(Exec *exec, uint32_t item, int32_t period, Bounds *values, uint32_t first,
                      size_t count)
{
    uint32_t kind = exec->plan->items[item].item->subject;
    for (size_t i = 0; values && i < count; i++) {
        uint32_t subject = first + (uint32_t)i;
        Bounds value = settled(column_value(&exec->columns[item], subject, period));
        score_open_put(exec, item, subject, period,
                       exec_is_touched(exec, kind, subject) ? values[i] : value);
    }
    free(values);
}

Bounds score_bounds(const Exec *exec, uint32_t item, uint32_t subject, int32_t period)
{
    OpenState state = exec_open_state(exec, item, subject, period);
    if (state == OPEN_UNDECIDED)
        return UNDECIDED;
    if (state == OPEN_NOT)
        return settled(column_value(&exec->columns[item], subject, period));
    return (Bounds){state, column_value(&exec->open[item].low, subject, period),
                    column_value(&exec->open[item].high, subject, period)};
}

/* --- rules on scores --- */

static bool is_open(Exec *exec, const Program *program, const Place *place, bool *holds)
{
    Bounds value = score_program_bounds(exec, program, place);
    *holds = value.low.num == 1;
    return value.state != OPEN_NOT;
}

/* A rule that fires: 1, or 2 where it cannot be told with what amount. */
static uint8_t verdict_of_amounts(Exec *exec, const PlanRule *rule, const Place *place)
{
    bool ignored;
    for (size_t i = 0; i < rule->effect_count; i++)
        if (rule->effects[i].amount.count &&
            is_open(exec, &rule->effects[i].amount, place, &ignored))
            return 2;
    return 1;
}

/* Whether the rule fires for a subject; 2: it cannot be told, or not with what amount. */
static uint8_t verdict_of(Exec *exec, const PlanRule *rule, const Place *place)
{
    bool holds;
    if (is_open(exec, &rule->condition, place, &holds))
        return 2;
    return holds ? verdict_of_amounts(exec, rule, place) : 0;
}

static Place rule_place(const PlanRule *rule, int32_t period, uint32_t subject)
{
    const IrRule *of = rule->rule;
    return (Place){of->subject, of->calendar, subject, period, &of->name, &of->meta};
}

/* Whatever the rule may do to these is undecided. */
static void undecided_lanes(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first,
                            size_t count, uint8_t *open)
{
    score_lanes(exec, rule->rule->subject, rule->rule->calendar, period, first, count);
    for (size_t i = 0; i < count; i++)
        open[i] &= exec->lanes->roster_day[i] != DAY_ALWAYS;
    exec_charges(exec, rule, NULL, open);
    exec_undecided_hits(exec, rule);
}

void score_open_run(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count,
                    uint8_t *verdicts)
{
    uint8_t open[LANES];
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const Place place = rule_place(rule, period, first + (uint32_t)i);
        if (verdicts[i] == 1 && exec_is_touched(exec, place.kind, place.subject))
            verdicts[i] = verdict_of_amounts(exec, rule, &place);
        open[i] = verdicts[i] == 2;
        verdicts[i] = verdicts[i] == 1;
        any |= open[i];
    }
    if (any)
        undecided_lanes(exec, rule, period, first, count, open);
    score_lanes(exec, rule->rule->subject, rule->rule->calendar, period, first, count);
}

void score_open_rule(Exec *exec, const PlanRule *rule, int32_t period, uint32_t first, size_t count,
                     uint8_t *verdicts)
{
    uint8_t open[LANES];
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        const Place place = rule_place(rule, period, first + (uint32_t)i);
        open[i] = 0;
        verdicts[i] = 2;
        if (!exec_is_touched(exec, place.kind, place.subject))
            continue;
        verdicts[i] = verdict_of(exec, rule, &place);
        open[i] = verdicts[i] == 2;
        verdicts[i] = open[i] ? 0 : verdicts[i];
        any |= open[i];
    }
    if (any)
        undecided_lanes(exec, rule, period, first, count, open);
}

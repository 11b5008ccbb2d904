/* Aggregates over several subjects: all members in one pass, then a value for each subject. */
#include "interp/score/groups.h"

#include <assert.h>
#include <stdlib.h>

#include "interp/exec/spread.h"

/* The members' values: a column, and which of its periods count. */
typedef struct Source {
    const Expr *aggregate;
    const Column *column;
    size_t subjects;
    int32_t first, last;
} Source;

/* Of one group, for what needs no sorting; in the column's scale. */
typedef struct Sum {
    __int128 total;
    int64_t count, low, high;
} Sum;

bool column_put(const Column *column, uint32_t subject, int32_t period, Ratio value)
{
    size_t at = column_at(column, subject, period);
    if (column->den) {
        column->num[at] = value.num;
        column->den[at] = value.den;
        return true;
    }
    column->num[at] = ABSENT;
    return value.den == 0 ||
           (column->scale % value.den == 0 &&
            !__builtin_mul_overflow(value.num, column->scale / value.den, &column->num[at]));
}

static Source source_of(const Exec *exec, uint32_t item, int32_t period)
{
    const Ir *ir = exec->plan->ir;
    const Expr *of = ir->items[item].versions[0].formula;
    const Column *column = &exec->columns[of->index];
    const IrCalendar *calendar = &ir->calendars[ir->items[of->index].calendar];
    Days days = days_of(exec, item, period);
    Source source = {.aggregate = of,
                     .column = column,
                     .subjects = exec->roster->kinds[ir->items[of->index].subject].count};
    uint32_t window = of->window.calendar;
    Inner inner = {calendar, calendar->anchor,
                   window < ir->calendar_count ? ir->calendars[window].anchor : ANYONE,
                   exec->frame.as_of};
    window_periods(ir, &of->window, &inner, days.first, days.last, &source.first, &source.last);
    source.first = source.first < column->first ? column->first : source.first;
    source.last = source.last > column->last ? column->last : source.last;
    /* The reader's own period alone is seen before it has ended: one of another calendar with the
     * same days is not it (S26). */
    bool is_own = ir->items[of->index].calendar == ir->items[item].calendar &&
                  source.first == period && source.last == period;
    while (!is_own && source.last >= source.first &&
           calendar_last(calendar, calendar->anchor, source.last) > exec->frame.as_of)
        source.last--;
    return source;
}

/* --- sums --- */

static void sum_add(Sum *sum, int64_t value)
{
    sum->low = sum->count == 0 || value < sum->low ? value : sum->low;
    sum->high = sum->count == 0 || value > sum->high ? value : sum->high;
    sum->total += value;
    sum->count++;
}

static bool sum_value(const Sum *sum, const Expr *aggregate, int64_t scale, Ratio *out)
{
    *out = (Ratio){0, 0};
    if (aggregate->agg == AGG_COUNT) {
        *out = RATIO(sum->count);
        return true;
    }
    if (aggregate->agg == AGG_TOTAL)
        return ratio_make(out, sum->total, scale);
    if (sum->count == 0)
        return true;
    if (aggregate->agg == AGG_AVERAGE)
        return ratio_make(out, sum->total, (__int128)sum->count * scale);
    assert(aggregate->agg != AGG_MEDIAN); /* it sorts */
    return ratio_make(out, aggregate->agg == AGG_LOWEST ? sum->low : sum->high, scale);
}

/* By group. False: *wrong's value overflows. */
static bool sum_groups(const Source *source, const Grouping *grouping, Ratio *values,
                       uint32_t *wrong)
{
    Sum *sums = calloc(grouping->count + 1, sizeof *sums);
    if (!sums)
        memory_exhausted(grouping->count * sizeof *sums);
    for (uint32_t member = 0; member < source->subjects; member++) {
        uint32_t group = grouping_next(grouping, member, NO_INDEX);
        for (; group != NO_INDEX; group = grouping_next(grouping, member, group))
            for (int32_t p = source->first; p <= source->last; p++) {
                int64_t value = source->column->num[column_at(source->column, member, p)];
                if (value != ABSENT)
                    sum_add(&sums[group], value);
            }
    }
    bool fits = true;
    for (uint32_t group = 0; group < grouping->count && fits; group++) {
        fits = sum_value(&sums[group], source->aggregate, source->column->scale, &values[group]);
        *wrong = group;
    }
    free(sums);
    return fits;
}

/* --- what sorts: the values of each group side by side --- */

/* Counts them in start[group + 1], or puts them where start[group] says. */
static void lay_out(const Source *source, const Grouping *grouping, size_t *start, Ratio *into)
{
    for (uint32_t member = 0; member < source->subjects; member++) {
        uint32_t group = grouping_next(grouping, member, NO_INDEX);
        for (; group != NO_INDEX; group = grouping_next(grouping, member, group))
            for (int32_t p = source->first; p <= source->last; p++) {
                Ratio value = column_value(source->column, member, p);
                if (value.den && into)
                    into[start[group]++] = value;
                else if (value.den)
                    start[group + 2]++;
            }
    }
}

static bool sort_groups(const Source *source, Grouping *grouping, Ratio *values, uint32_t *wrong)
{
    size_t *start = calloc(grouping->count + 3, sizeof *start);
    if (!start)
        memory_exhausted(grouping->count * sizeof *start);
    lay_out(source, grouping, start, NULL);
    for (size_t i = 2; i < grouping->count + 2; i++)
        start[i] += start[i - 1];
    Ratio *all = memory_resize(NULL, (start[grouping->count + 1] + 1) * sizeof *all);
    grouping_forget(grouping);
    lay_out(source, grouping, start + 1, all);
    bool fits = true;
    for (uint32_t group = 0; group < grouping->count && fits; group++) {
        fits = spread_aggregate(source->aggregate, all + start[group],
                                start[group + 1] - start[group], &values[group]);
        *wrong = group;
    }
    free(all);
    free(start);
    return fits;
}

/* --- the whole --- */

static void overflow(Exec *exec, uint32_t item, const Grouping *grouping, uint32_t group)
{
    const IrItem *of = exec->plan->items[item].item;
    uint32_t subject = 0;
    while (grouping_own(grouping, subject) != group)
        subject++;
    exec_overflow(exec, &of->name, &of->versions[0].meta, of->subject, subject);
}

static void give_values(Exec *exec, uint32_t item, int32_t period, const Grouping *grouping,
                        const Ratio *values)
{
    const IrItem *of = exec->plan->items[item].item;
    const RosterKind *roster = &exec->roster->kinds[of->subject];
    Days days = days_of(exec, item, period);
    for (uint32_t i = 0; i < roster->count; i++) {
        bool is_there = roster_last_day(roster, i, days.first, days.last) != DAY_ALWAYS;
        uint32_t group = is_there ? grouping_own(grouping, i) : NO_INDEX;
        Ratio value = group == NO_INDEX ? (Ratio){0, 0} : values[group];
        if (!column_put(&exec->columns[item], i, period, value))
            overflow(exec, item, grouping, group);
    }
}

static Grouping grouping_of(Exec *exec, uint32_t item, int32_t period)
{
    const Expr *of = exec->plan->ir->items[item].versions[0].formula;
    uint32_t kind = exec->plan->ir->items[of->index].subject;
    bool has_key = of->over == OVER_ACROSS || of->over == OVER_NAMED;
    const Program *key = has_key ? exec->plan->items[item].versions[0].within : NULL;
    return grouping_new(exec, kind, of->over, of->field, key, item, period);
}

void score_group(Exec *exec, uint32_t item, int32_t period)
{
    Grouping grouping = grouping_of(exec, item, period);
    Source source = source_of(exec, item, period);
    Ratio *values = memory_resize(NULL, (grouping.count + 1) * sizeof *values);
    uint32_t wrong = 0;
    bool sorts = source.column->den || aggregate_picks(source.aggregate);
    bool fits = sorts ? sort_groups(&source, &grouping, values, &wrong)
                      : sum_groups(&source, &grouping, values, &wrong);
    if (fits)
        give_values(exec, item, period, &grouping, values);
    else
        overflow(exec, item, &grouping, wrong);
    free(values);
    grouping_free(&grouping);
}

/* --- where decisions are open (S21) --- */

static Ratio *group_end(Exec *exec, uint32_t item, int32_t period, const Column *members)
{
    uint32_t of = exec->plan->ir->items[item].versions[0].formula->index;
    size_t count = exec->roster->kinds[exec->plan->items[item].item->subject].count;
    Ratio *values = memory_resize(NULL, (count + 1) * sizeof *values);
    Column own = exec->columns[of];
    exec->columns[of] = *members;
    score_group(exec, item, period);
    exec->columns[of] = own;
    for (uint32_t i = 0; i < count; i++)
        values[i] = column_value(&exec->columns[item], i, period);
    return values;
}

/* By group: some member is undecided. */
static bool *vague_groups(Exec *exec, uint32_t item, int32_t period, const Grouping *grouping)
{
    uint32_t of = exec->plan->ir->items[item].versions[0].formula->index;
    Source source = source_of(exec, item, period);
    bool *vague = calloc(grouping->count + 1, sizeof *vague);
    if (!vague)
        memory_exhausted(grouping->count);
    for (uint32_t member = 0; member < source.subjects; member++) {
        bool any = false;
        for (int32_t p = source.first; p <= source.last; p++)
            any |= exec_open_state(exec, of, member, p) == OPEN_UNDECIDED;
        uint32_t group = any ? grouping_next(grouping, member, NO_INDEX) : NO_INDEX;
        for (; group != NO_INDEX; group = grouping_next(grouping, member, group))
            vague[group] = true;
    }
    return vague;
}

void score_open_group(Exec *exec, uint32_t item, int32_t period)
{
    const PlanItem *plan = &exec->plan->items[item];
    if (!exec->has_open || !plan->can_open)
        return;
    uint32_t of = exec->plan->ir->items[item].versions[0].formula->index;
    Ratio *low = group_end(exec, item, period, &exec->open[of].low);
    Ratio *high = group_end(exec, item, period, &exec->open[of].high);
    Grouping grouping = grouping_of(exec, item, period);
    bool *vague = vague_groups(exec, item, period, &grouping);
    for (uint32_t i = 0; i < exec->roster->kinds[plan->item->subject].count; i++) {
        uint32_t group = grouping_own(&grouping, i);
        Bounds value = {OPEN_NOT, low[i], high[i]};
        if (group != NO_INDEX && vague[group])
            value.state = OPEN_UNDECIDED;
        else if (low[i].den && ratio_compare(low[i], high[i]) != 0)
            value.state = OPEN_BETWEEN;
        score_open_put(exec, item, i, period, value);
    }
    free(low);
    free(high);
    free(vague);
    grouping_free(&grouping);
}

/* --- for accounts --- */

static bool is_member(const Grouping *grouping, uint32_t member, uint32_t of)
{
    uint32_t group = grouping_next(grouping, member, NO_INDEX);
    while (group != NO_INDEX && group != of)
        group = grouping_next(grouping, member, group);
    return group != NO_INDEX;
}

size_t score_members(Exec *exec, uint32_t item, uint32_t subject, int32_t period, GroupMember *out,
                     size_t room, size_t *assessed)
{
    Grouping grouping = grouping_of(exec, item, period);
    Source source = source_of(exec, item, period);
    uint32_t own = grouping_own(&grouping, subject);
    size_t count = 0;
    *assessed = 0;
    for (uint32_t member = 0; member < source.subjects && own != NO_INDEX; member++) {
        if (!is_member(&grouping, member, own))
            continue;
        for (int32_t p = source.first; p <= source.last; p++, count++) {
            Ratio value = column_value(source.column, member, p);
            if (value.den && *assessed < room)
                out[*assessed] = (GroupMember){member, p, value};
            *assessed += value.den != 0;
        }
    }
    grouping_free(&grouping);
    return count;
}

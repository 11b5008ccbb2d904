/* Ranks and grades: everyone of a kind in one period, sorted once within groups (S15, S23). */
#define _GNU_SOURCE /* qsort_r */
#include "interp/score/levels.h"

#include <stdlib.h>
#include <string.h>

static size_t subjects_of(const Exec *exec, uint32_t item)
{
    return exec->roster->kinds[exec->plan->items[item].item->subject].count;
}

Keys score_keys(Exec *exec, const Program *program, uint32_t item, int32_t period)
{
    const IrItem *of = exec->plan->items[item].item;
    size_t count = subjects_of(exec, item);
    Keys keys = {.value = memory_resize(NULL, (count + 1) * sizeof *keys.value)};
    for (size_t first = 0; first < count; first += LANES) {
        size_t lanes = count - first < LANES ? count - first : LANES;
        score_lanes(exec, of->subject, of->calendar, period, (uint32_t)first, lanes);
        exec_program(exec, program, &of->name, &of->versions[0].meta);
        Reg reg = exec->frame.regs[program->out];
        for (size_t i = 0; i < lanes; i++) {
            Ratio value = {0, 0};
            if (program->ratio)
                value = (Ratio){reg.num[i], reg.den[i]};
            else if (reg.num[i] != ABSENT)
                ratio_make(&value, reg.num[i], program->scale);
            if (exec->lanes->roster_day[i] == DAY_ALWAYS)
                value = (Ratio){0, 0};
            keys.value[first + i] = value;
        }
    }
    score_open_keys(exec, program, item, period, &keys);
    return keys;
}

int score_compare_groups(const Contest *contest, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < contest->group_count; i++) {
        Ratio x = contest->groups[i].value[a], y = contest->groups[i].value[b];
        if (!x.den || !y.den) {
            if (x.den != y.den)
                return x.den ? -1 : 1;
            continue;
        }
        int order = ratio_compare(x, y);
        if (order)
            return order;
    }
    return 0;
}

/* Absent further keys come last. */
static int compare_orders(const Contest *contest, uint32_t a, uint32_t b)
{
    for (size_t i = 0; i < contest->order_count; i++) {
        Ratio x = contest->orders[i].value[a], y = contest->orders[i].value[b];
        if (!x.den || !y.den) {
            if ((x.den != 0) != (y.den != 0))
                return x.den ? -1 : 1;
            continue;
        }
        int order = ratio_compare(x, y);
        bool up = i == 0 ? contest->ascending : contest->then_ascending[i - 1];
        if (order)
            return up ? order : -order;
    }
    return 0;
}

static int compare_contest(const void *a, const void *b, void *context)
{
    uint32_t x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    int order = score_compare_groups(context, x, y);
    if (order == 0)
        order = compare_orders(context, x, y);
    return order ? order : (x < y ? -1 : x > y);
}

static void free_keys(Keys *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(keys[i].value);
        free(keys[i].open);
    }
    free(keys);
}

static void free_contest(Contest *contest)
{
    free_keys(contest->groups, contest->group_count);
    free_keys(contest->orders, contest->order_count);
}

static Keys *all_keys(Exec *exec, const Program *programs, size_t count, uint32_t item,
                      int32_t period)
{
    Keys *keys = memory_resize(NULL, (count + 1) * sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = score_keys(exec, &programs[i], item, period);
    return keys;
}

static void place(const Contest *contest, const uint32_t *order, size_t count, bool dense,
                  const Column *column, int32_t period)
{
    int64_t at = 0, shared = 0;
    for (size_t i = 0; i < count; i++) {
        bool first = i == 0 || score_compare_groups(contest, order[i], order[i - 1]) != 0;
        if (first)
            at = shared = 0;
        at++;
        if (first || compare_orders(contest, order[i], order[i - 1]) != 0)
            shared = dense ? shared + 1 : at;
        column->num[column_at(column, order[i], period)] = shared;
    }
}

int64_t score_rank(Exec *exec, uint32_t item, int32_t period, uint32_t watch)
{
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    const Column *column = &exec->columns[item];
    size_t count = subjects_of(exec, item), ranked = 0;
    for (uint32_t i = 0; i < count; i++)
        column->num[column_at(column, i, period)] = ABSENT;
    if (!version)
        return ABSENT;
    Contest contest = {.group_count = ir->within_count,
                       .order_count = 1 + ir->then_count,
                       .ascending = ir->lowest_first,
                       .then_ascending = ir->then_lowest};
    contest.groups = all_keys(exec, version->within, ir->within_count, item, period);
    contest.orders = memory_resize(NULL, contest.order_count * sizeof *contest.orders);
    contest.orders[0] = score_keys(exec, &version->value, item, period);
    for (size_t i = 0; i < ir->then_count; i++)
        contest.orders[i + 1] = score_keys(exec, &version->keys[i], item, period);
    Keys only = {.value = NULL};
    if (version->only.count)
        only = score_keys(exec, &version->only, item, period);
    Bounds *rivals = score_open_rivals(&contest, &only, count);
    uint32_t *order = memory_resize(NULL, (count + 1) * sizeof *order);
    for (uint32_t i = 0; i < count; i++)
        if (contest.orders[0].value[i].den &&
            (!only.value || (only.value[i].den && only.value[i].num == 1)))
            order[ranked++] = i;
    qsort_r(order, ranked, sizeof *order, compare_contest, &contest);
    place(&contest, order, ranked, ir->dense, column, period);
    for (uint32_t i = 0; rivals && i < count; i++)
        if (rivals[i].state != OPEN_NOT && exec_open_state(exec, item, i, period) == OPEN_UNDECIDED)
            rivals[i].state = OPEN_UNDECIDED; /* what holds it is open as well */
    score_open_mirror(exec, item, period);
    if (rivals)
        score_open_places(exec, item, period, &contest, rivals, order, ranked, ir->dense);
    int64_t watched = watch == UINT32_MAX ? ABSENT : column->num[column_at(column, watch, period)];
    score_hold_places(exec, item, period);
    free(rivals);
    free(order);
    free(only.value);
    free(only.open);
    free_contest(&contest);
    return watched;
}

/* --- grades --- */

static int64_t quota_slots(const Quota *quota, int64_t ranked, int64_t eligible)
{
    Ratio slots = quota->amount;
    if (quota->percent && !ratio_mul(&slots, slots, RATIO(ranked)))
        return 0;
    if (!ratio_round(&slots, slots, quota->dir, RATIO(1)))
        return 0;
    int64_t count = slots.num < quota->minimum ? quota->minimum : slots.num;
    return count < eligible ? count : eligible;
}

/* A tie across the line: all of it in, or all of it out. */
static size_t settle_ties(const Level *level, const uint32_t *list, size_t eligible, size_t slots)
{
    size_t taken = slots;
    if (slots == 0 || slots == eligible ||
        compare_orders(&level->contest, list[slots - 1], list[slots]) != 0)
        return taken;
    if (level->ir->quota.ties_in) {
        while (taken < eligible &&
               compare_orders(&level->contest, list[taken - 1], list[taken]) == 0)
            taken++;
        return taken;
    }
    while (taken > 0 && compare_orders(&level->contest, list[taken - 1], list[slots]) == 0)
        taken--;
    return taken;
}

/* Whether someone in the group cannot be told apart yet, by order or condition or level. */
static bool is_group_open(const Level *level, const uint32_t *group, size_t ranked,
                          const int64_t *given)
{
    const Bounds *order = level->contest.orders[0].open;
    for (size_t i = 0; i < ranked; i++)
        if ((order && order[group[i]].state != OPEN_NOT) || level_is_open(level, group[i]) ||
            given[group[i]] == UNDECIDED_LEVEL)
            return true;
    return false;
}

/* Who may be in the running is undecided; who surely is not goes on to the next level. */
static void leave_open(const Level *level, const uint32_t *group, size_t ranked, int64_t *given)
{
    for (size_t i = 0; i < ranked; i++)
        if (level_is_eligible(level, given, group[i]) ||
            (given[group[i]] == ABSENT && level_is_open(level, group[i])))
            given[group[i]] = UNDECIDED_LEVEL;
}

/* One group of the ranked, in order: gives the level to those it holds. */
static void fill_quota(const Level *level, const uint32_t *group, size_t ranked, int64_t *given,
                       uint32_t watch, QuotaResult *watched)
{
    uint32_t *list = memory_resize(NULL, (ranked + 1) * sizeof *list);
    size_t eligible = 0;
    bool here = false, in_running = false;
    for (size_t i = 0; i < ranked; i++) {
        here |= group[i] == watch;
        if (!level_is_eligible(level, given, group[i]))
            continue;
        in_running |= group[i] == watch;
        list[eligible++] = group[i];
    }
    size_t slots = (size_t)quota_slots(&level->ir->quota, (int64_t)ranked, (int64_t)eligible);
    size_t taken = settle_ties(level, list, eligible, slots);
    bool got = false;
    for (size_t i = 0; i < taken; i++) {
        given[list[i]] = level->index;
        got |= list[i] == watch;
    }
    if (here && watched) {
        *watched = (QuotaResult){level->index,
                                 (int32_t)ranked,
                                 (int32_t)slots,
                                 (int32_t)eligible,
                                 (int32_t)taken,
                                 in_running,
                                 got,
                                 false};
        watched->subject_tied =
            in_running && taken < slots && compare_orders(&level->contest, watch, list[slots]) == 0;
    }
    free(list);
}

static bool give_by_quota(const Level *level, uint32_t *ranked, size_t count, int64_t *given,
                          uint32_t watch, QuotaResult *watched)
{
    *watched = (QuotaResult){.ranked = -1};
    qsort_r(ranked, count, sizeof *ranked, compare_contest, (void *)&level->contest);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count; to++)
            if (score_compare_groups(&level->contest, ranked[from], ranked[to]) != 0)
                break;
        if (is_group_open(level, ranked + from, to - from, given))
            leave_open(level, ranked + from, to - from, given);
        else
            fill_quota(level, ranked + from, to - from, given, watch, watched);
    }
    return watched->ranked >= 0;
}

/* The groups of a level: its own `within`, else those of the rank that it reads, as in force. */
static void level_contest(Exec *exec, uint32_t item, int32_t period, const IrVersion *ir,
                          const PlanVersion *version, size_t first_group, Level *level)
{
    const Quota *quota = &level->ir->quota;
    Contest *contest = &level->contest;
    const Program *groups = version->within + first_group;
    size_t count = quota->within_count;
    uint32_t by = ir->by_item;
    if (count == 0 && by != NO_INDEX && exec->plan->items[by].item->kind == ITEM_RANK) {
        const IrVersion *rank;
        const PlanVersion *of = version_of(exec, by, 0, period, &rank);
        groups = of ? of->within : NULL;
        count = of ? rank->within_count : 0;
    }
    contest->group_count = count;
    contest->groups = all_keys(exec, groups, count, item, period);
    contest->ascending = by != NO_INDEX && exec->plan->items[by].item->kind == ITEM_RANK;
}

/* Where it is open, no order is known. */
static void read_order(const Exec *exec, uint32_t item, uint32_t subject, int32_t period,
                       size_t count, Keys *keys)
{
    Bounds value = score_bounds(exec, item, subject, period);
    keys->value[subject] = value.state == OPEN_NOT ? value.low : RATIO(0);
    if (value.state == OPEN_NOT)
        return;
    if (!keys->open) {
        keys->open = memory_resize(NULL, (count + 1) * sizeof *keys->open);
        memset(keys->open, 0, (count + 1) * sizeof *keys->open);
    }
    keys->open[subject] = value;
}

/* The order of a grade: the value that it reads. */
static Keys grade_order(Exec *exec, uint32_t item, int32_t period, const IrVersion *ir)
{
    size_t count = subjects_of(exec, item);
    Keys keys = {.value = memory_resize(NULL, (count + 1) * sizeof *keys.value)};
    const IrItem *of = exec->plan->items[item].item;
    const IrCalendar *calendar = &exec->plan->ir->calendars[of->calendar];
    for (uint32_t i = 0; i < count; i++) {
        if (ir->by_item != NO_INDEX)
            read_order(exec, ir->by_item, i, period, count, &keys);
        else
            keys.value[i] =
                roster_last_day(&exec->roster->kinds[of->subject], i,
                                calendar_first(calendar, calendar->anchor, period),
                                calendar_last(calendar, calendar->anchor, period)) == DAY_ALWAYS
                    ? (Ratio){0, 0}
                    : RATIO(1);
    }
    return keys;
}

static size_t list_ranked(const Keys *order, size_t count, uint32_t *ranked)
{
    size_t known = 0;
    for (uint32_t i = 0; i < count; i++)
        if (order->value[i].den)
            ranked[known++] = i;
    return known;
}

static void give_by_condition(const Level *level, const uint32_t *ranked, size_t known,
                              int64_t *given)
{
    for (size_t k = 0; k < known; k++)
        if (level_is_open(level, ranked[k]) && given[ranked[k]] == ABSENT)
            given[ranked[k]] = UNDECIDED_LEVEL;
        else if (level_is_eligible(level, given, ranked[k]))
            given[ranked[k]] = level->index;
}

/* watch: a subject whose quotas are noted in watched, or UINT32_MAX. */
void score_grade(Exec *exec, uint32_t item, int32_t period, uint32_t watch, QuotaResult *watched,
                 size_t *watched_count)
{
    const IrVersion *ir;
    if (calendar_is_own(&exec->plan->ir->calendars[exec->plan->items[item].item->calendar])) {
        score_own_grade(exec, item, period);
        return;
    }
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    size_t count = subjects_of(exec, item), group = version ? ir->within_count : 0;
    int64_t *given = memory_resize(NULL, (count + 1) * sizeof *given);
    for (size_t i = 0; i < count; i++)
        given[i] = ABSENT;
    Keys order = version ? grade_order(exec, item, period, ir) : (Keys){.value = NULL};
    uint32_t *ranked = memory_resize(NULL, (count + 1) * sizeof *ranked);
    size_t known = version ? list_ranked(&order, count, ranked) : 0;
    bool is_held = exec->holds[item].most || exec->holds[item].least;
    HeldLevels held = {.best = NULL};
    if (is_held)
        held_levels_init(&held, exec, item, period);
    for (size_t k = 0; k < known && order.open; k++) /* perhaps not even assessed */
        if (order.open[ranked[k]].state == OPEN_UNDECIDED)
            given[ranked[k]] = UNDECIDED_LEVEL;
    for (uint32_t i = 0; version && i < ir->level_count; i++) {
        Level level = {.ir = &ir->levels[i], .index = i, .held = is_held ? &held : NULL};
        if (version->keys[i].count)
            level.condition = score_keys(exec, &version->keys[i], item, period);
        QuotaResult note;
        if (level.ir->quota.set) {
            level_contest(exec, item, period, ir, version, group, &level);
            level.contest.orders = &order;
            level.contest.order_count = 1;
            if (give_by_quota(&level, ranked, known, given, watch, &note) && watched)
                watched[(*watched_count)++] = note;
            free_keys(level.contest.groups, level.contest.group_count);
        } else {
            give_by_condition(&level, ranked, known, given);
        }
        level_settle(&level, ranked, known, given);
        group += level.ir->quota.within_count;
        free(level.condition.value);
        free(level.condition.open);
    }
    const Column *column = &exec->columns[item];
    for (uint32_t i = 0; i < count; i++)
        column->num[column_at(column, i, period)] = given[i] == UNKNOWN_LEVEL ? ABSENT : given[i];
    held_levels_release(&held);
    score_open_mirror(exec, item, period);
    free(order.value);
    free(order.open);
    free(ranked);
    free(given);
}

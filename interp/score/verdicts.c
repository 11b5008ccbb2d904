/* Grades: everyone of a kind in one period, level by level, quotas in the order of a rank (S23). */
#include "interp/score/levels.h"

#include <stdlib.h>
#include <string.h>

static size_t subjects_of(const Exec *exec, uint32_t item)
{
    return exec->roster->kinds[exec->plan->items[item].item->subject].count;
}

/* Who is ranked, and what level each subject has been given so far. */
typedef struct Given {
    int64_t *level; /* by subject */
    uint32_t *ranked;
    size_t known;
} Given;

/* False: the share has so many digits that it overflows. */
static bool quota_slots(const Quota *quota, size_t ranked, size_t eligible, size_t *out)
{
    Ratio slots = quota->amount, of = quota->percent ? RATIO((int64_t)ranked) : RATIO(1);
    if (!ratio_mul(&slots, slots, of) || !ratio_round(&slots, slots, quota->dir, RATIO(1)))
        return false;
    size_t count = (size_t)(slots.num < quota->minimum ? quota->minimum : slots.num);
    *out = count < eligible ? count : eligible;
    return true;
}

/* A tie across the line: all of it in, or all of it out. */
static size_t settle_ties(const Level *level, const uint32_t *list, size_t eligible, size_t slots)
{
    size_t taken = slots;
    if (slots == 0 || slots == eligible ||
        score_compare_orders(&level->contest, list[slots - 1], list[slots]) != 0)
        return taken;
    if (level->ir->quota.ties_in) {
        while (taken < eligible &&
               score_compare_orders(&level->contest, list[taken - 1], list[taken]) == 0)
            taken++;
        return taken;
    }
    while (taken > 0 && score_compare_orders(&level->contest, list[taken - 1], list[slots]) == 0)
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
    size_t slots = 0;
    if (!quota_slots(&level->ir->quota, ranked, eligible, &slots)) {
        const IrItem *of = level->exec->plan->items[level->item].item;
        exec_overflow(level->exec, &of->name, &of->versions[0].meta, of->subject, group[0]);
    }
    size_t taken = settle_ties(level, list, eligible, slots);
    bool got = false;
    for (size_t i = 0; i < taken; i++) {
        given[list[i]] = level->index;
        got |= list[i] == watch;
    }
    if (here) {
        *watched = (QuotaResult){level->index,
                                 (int32_t)ranked,
                                 (int32_t)slots,
                                 (int32_t)eligible,
                                 (int32_t)taken,
                                 in_running,
                                 got,
                                 false};
        watched->subject_tied = in_running && taken < slots &&
                                score_compare_orders(&level->contest, watch, list[slots]) == 0;
    }
    free(list);
}

static bool give_by_quota(const Level *level, uint32_t *ranked, size_t count, int64_t *given,
                          uint32_t watch, QuotaResult *watched)
{
    *watched = (QuotaResult){.ranked = -1};
    score_sort(&level->contest, ranked, count);
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
static void level_contest(const IrVersion *ir, const PlanVersion *version, size_t first_group,
                          Level *level)
{
    Contest *contest = &level->contest;
    const Program *groups = version->within + first_group;
    size_t count = level->ir->quota.within_count;
    if (count == 0) {
        const IrVersion *rank;
        const PlanVersion *of = version_of(level->exec, ir->by_item, 0, level->period, &rank);
        groups = of ? of->within : NULL;
        count = of ? rank->within_count : 0;
    }
    contest->group_count = count;
    contest->groups = score_all_keys(level->exec, groups, count, level->item, level->period);
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

/* What is noted of the quotas that a subject is looked at for. */
typedef struct Watch {
    uint32_t subject; /* UINT32_MAX: nobody */
    QuotaResult *notes;
    size_t *count;
} Watch;

static void give_level(Level *level, const IrVersion *ir, const PlanVersion *version, Given *given,
                       size_t first_group, const Watch *watch)
{
    QuotaResult note;
    if (version->keys[level->index].count)
        level->condition =
            score_keys(level->exec, &version->keys[level->index], level->item, level->period);
    if (level->ir->quota.set) {
        level_contest(ir, version, first_group, level);
        if (give_by_quota(level, given->ranked, given->known, given->level, watch->subject, &note))
            watch->notes[(*watch->count)++] = note;
        score_free_keys(level->contest.groups, level->contest.group_count);
    } else {
        give_by_condition(level, given->ranked, given->known, given->level);
    }
    level_settle(level, given->ranked, given->known, given->level);
    free(level->condition.value);
    free(level->condition.open);
}

static void give_levels(Exec *exec, uint32_t item, int32_t period, Given *given, Keys *order,
                        const Watch *watch)
{
    const IrVersion *ir;
    const PlanVersion *version = version_of(exec, item, 0, period, &ir);
    size_t group = ir->within_count;
    HeldLevels held = {.best = NULL};
    bool is_held = exec->holds[item].most || exec->holds[item].least;
    if (is_held)
        held_levels_init(&held, exec, item, period);
    for (uint32_t i = 0; i < ir->level_count; i++) {
        Level level = {.exec = exec,
                       .item = item,
                       .period = period,
                       .ir = &ir->levels[i],
                       .contest = {.orders = order, .order_count = 1, .ascending = true},
                       .index = i,
                       .held = is_held ? &held : NULL};
        give_level(&level, ir, version, given, group, watch);
        group += level.ir->quota.within_count;
    }
    held_levels_release(&held);
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
    size_t count = subjects_of(exec, item);
    if (!version_of(exec, item, 0, period, &ir)) {
        for (uint32_t i = 0; i < count; i++)
            score_absent(exec, item, i, period);
        return;
    }
    Keys order = grade_order(exec, item, period, ir);
    Given given = {.level = memory_resize(NULL, (count + 1) * sizeof *given.level),
                   .ranked = memory_resize(NULL, (count + 1) * sizeof *given.ranked)};
    for (size_t i = 0; i < count; i++)
        given.level[i] = ABSENT;
    given.known = list_ranked(&order, count, given.ranked);
    for (size_t k = 0; k < given.known && order.open; k++) /* perhaps not even assessed */
        if (order.open[given.ranked[k]].state == OPEN_UNDECIDED)
            given.level[given.ranked[k]] = UNDECIDED_LEVEL;
    give_levels(exec, item, period, &given, &order, &(Watch){watch, watched, watched_count});
    const Column *column = &exec->columns[item];
    for (uint32_t i = 0; i < count; i++) {
        int64_t level = given.level[i];
        column->num[column_at(column, i, period)] = level == UNKNOWN_LEVEL ? ABSENT : level;
    }
    score_open_mirror(exec, item, period, NULL);
    free(order.value);
    free(order.open);
    free(given.ranked);
    free(given.level);
}

/* Who competes with whom, and ranks: everyone of a kind in one period, sorted once within groups
 * (S15). */
#define _GNU_SOURCE /* qsort_r */
#include "interp/score/score.h"

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

int score_compare_orders(const Contest *contest, uint32_t a, uint32_t b)
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
        order = score_compare_orders(context, x, y);
    return order ? order : (x > y) - (x < y);
}

void score_sort(const Contest *contest, uint32_t *subjects, size_t count)
{
    qsort_r(subjects, count, sizeof *subjects, compare_contest, (void *)contest);
}

void score_free_keys(Keys *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(keys[i].value);
        free(keys[i].open);
    }
    free(keys);
}

static void free_contest(Contest *contest)
{
    score_free_keys(contest->groups, contest->group_count);
    score_free_keys(contest->orders, contest->order_count);
}

Keys *score_all_keys(Exec *exec, const Program *programs, size_t count, uint32_t item,
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
        if (first || score_compare_orders(contest, order[i], order[i - 1]) != 0)
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
    if (!version) {
        score_open_mirror(exec, item, period, NULL);
        return ABSENT;
    }
    Contest contest = {.group_count = ir->within_count,
                       .order_count = 1 + ir->then_count,
                       .ascending = ir->lowest_first,
                       .then_ascending = ir->then_lowest};
    contest.groups = score_all_keys(exec, version->within, ir->within_count, item, period);
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
    score_sort(&contest, order, ranked);
    place(&contest, order, ranked, ir->dense, column, period);
    score_open_mirror(exec, item, period, rivals);
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

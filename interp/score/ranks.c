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
        for (size_t i = 0; i < lanes; i++) {
            bool is_there = exec->lanes->roster_day[i] != DAY_ALWAYS;
            keys.value[first + i] = is_there ? exec_value(exec, program, i) : (Ratio){0, 0};
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

int score_compare_key(const Contest *contest, size_t key, uint32_t a, uint32_t b)
{
    Ratio x = contest->orders[key].value[a], y = contest->orders[key].value[b];
    if (!x.den || !y.den)
        return (x.den == 0) - (y.den == 0);
    bool up = key == 0 ? contest->ascending : contest->then_ascending[key - 1];
    return up ? ratio_compare(x, y) : ratio_compare(y, x);
}

int score_compare_orders(const Contest *contest, uint32_t a, uint32_t b)
{
    int order = 0;
    for (size_t i = 0; i < contest->order_count && order == 0; i++)
        order = score_compare_key(contest, i, a, b);
    return order;
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

Keys *score_all_keys(Exec *exec, const Program *programs, size_t count, uint32_t item,
                     int32_t period)
{
    Keys *keys = memory_resize(NULL, (count + 1) * sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = score_keys(exec, &programs[i], item, period);
    return keys;
}

/* --- ranks --- */

static void place(const Ranking *ranking, const Column *column)
{
    int64_t at = 0, shared = 0;
    const uint32_t *order = ranking->order;
    for (size_t i = 0; i < ranking->ranked; i++) {
        if (i == 0 || score_compare_groups(ranking->contest, order[i], order[i - 1]) != 0)
            at = shared = 0;
        at++;
        if (ranking->apart[i])
            shared = ranking->ir->dense ? shared + 1 : at;
        column->num[column_at(column, order[i], ranking->period)] = shared;
    }
}

/* A key that is compared among those level has values only while it is. */
static Keys *rank_orders(Exec *exec, const Ranking *ranking)
{
    size_t subjects = subjects_of(exec, ranking->item), count = ranking->contest->order_count;
    Keys *orders = memory_resize(NULL, count * sizeof *orders);
    orders[0] = score_keys(exec, &ranking->version->value, ranking->item, ranking->period);
    for (size_t i = 1; i < count; i++) {
        if (!ranking->ir->then_met[i - 1]) {
            orders[i] =
                score_keys(exec, &ranking->version->keys[i - 1], ranking->item, ranking->period);
            continue;
        }
        orders[i] = (Keys){.value = calloc(subjects + 1, sizeof(Ratio))};
        if (!orders[i].value)
            memory_exhausted(subjects * sizeof(Ratio));
    }
    return orders;
}

/* By all keys: those up to the first that is head to head at once, the others level by level. */
static void put_in_order(Exec *exec, Ranking *ranking)
{
    Contest *contest = ranking->contest;
    size_t all = contest->order_count, first = ranking_first_met(ranking);
    contest->order_count = first;
    score_sort(contest, ranking->order, ranking->ranked);
    for (size_t i = 0; i < ranking->ranked; i++) {
        uint32_t subject = ranking->order[i], before = ranking->order[i > 0 ? i - 1 : 0];
        ranking->apart[i] = i == 0 || score_compare_groups(contest, subject, before) != 0 ||
                            score_compare_orders(contest, subject, before) != 0;
    }
    contest->order_count = all;
    if (first < all)
        score_head_to_head(exec, ranking);
}

static void list_ranked(Ranking *ranking, const Keys *only, size_t count)
{
    const Keys *by = &ranking->contest->orders[0];
    ranking->order = memory_resize(NULL, (count + 1) * sizeof *ranking->order);
    ranking->apart = memory_resize(NULL, (count + 1) * sizeof *ranking->apart);
    for (uint32_t i = 0; i < count; i++)
        if (by->value[i].den && (!only->value || (only->value[i].den && only->value[i].num == 1)))
            ranking->order[ranking->ranked++] = i;
}

static void rank_subjects(Exec *exec, Ranking *ranking)
{
    uint32_t item = ranking->item;
    int32_t period = ranking->period;
    const IrVersion *ir = ranking->ir;
    const Column *column = &exec->columns[item];
    size_t count = subjects_of(exec, item);
    Contest contest = {.group_count = ir->within_count,
                       .order_count = 1 + ir->then_count,
                       .ascending = ir->lowest_first,
                       .then_ascending = ir->then_lowest};
    ranking->contest = &contest;
    contest.groups = score_all_keys(exec, ranking->version->within, ir->within_count, item, period);
    contest.orders = rank_orders(exec, ranking);
    Keys only = {.value = NULL};
    if (ranking->version->only.count)
        only = score_keys(exec, &ranking->version->only, item, period);
    Bounds *rivals = score_open_rivals(&contest, &only, count);
    list_ranked(ranking, &only, count);
    put_in_order(exec, ranking);
    place(ranking, column);
    score_open_mirror(exec, item, period, rivals);
    if (rivals)
        score_open_places(exec, item, period, &contest, rivals, ranking->order, ranking->ranked,
                          ir->dense);
    if (ranking->watch != UINT32_MAX)
        ranking->watched = column->num[column_at(column, ranking->watch, period)];
    score_hold_places(exec, item, period);
    free(rivals);
    free(ranking->order);
    free(ranking->apart);
    free(only.value);
    free(only.open);
    score_free_keys(contest.groups, contest.group_count);
    score_free_keys(contest.orders, contest.order_count);
}

static void rank_run(Exec *exec, Ranking *ranking)
{
    const Column *column = &exec->columns[ranking->item];
    ranking->version = version_of(exec, ranking->item, 0, ranking->period, &ranking->ir);
    ranking->watched = ABSENT;
    for (uint32_t i = 0; i < subjects_of(exec, ranking->item); i++)
        column->num[column_at(column, i, ranking->period)] = ABSENT;
    if (ranking->version)
        rank_subjects(exec, ranking);
    else
        score_open_mirror(exec, ranking->item, ranking->period, NULL);
}

int64_t score_rank(Exec *exec, uint32_t item, int32_t period, uint32_t watch)
{
    Ranking ranking = {.item = item, .period = period, .watch = watch};
    rank_run(exec, &ranking);
    return ranking.watched;
}

void score_tables(Exec *exec, uint32_t item, int32_t period, uint32_t subject,
                  HeadToHeadVisitor *visit, void *context)
{
    Ranking ranking = {
        .item = item, .period = period, .watch = subject, .visit = visit, .context = context};
    rank_run(exec, &ranking);
}

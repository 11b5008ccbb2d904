/* From kept events to the value of an aggregate: a row of n occurrences is n of them (S19). */
#include <stdlib.h>

#include "interp/exec/gather.h"

static int by_row(const GatherTaken *a, const GatherTaken *b)
{
    return a->row < b->row ? -1 : a->row > b->row; /* rows stand by day and log */
}

static int best_first(const void *a, const void *b)
{
    const GatherTaken *x = a, *y = b;
    int order = ratio_compare(y->row->value, x->row->value);
    return order ? order : by_row(x, y);
}

static int worst_first(const void *a, const void *b)
{
    const GatherTaken *x = a, *y = b;
    int order = ratio_compare(x->row->value, y->row->value);
    return order ? order : by_row(x, y);
}

/* Drops up to `drop` occurrences, from the first row on. */
static void drop_first(GatherTaken *taken, size_t count, int64_t drop)
{
    for (size_t i = 0; i < count && drop > 0; i++) {
        int64_t gone = taken[i].taken < drop ? taken[i].taken : drop;
        taken[i].taken -= gone;
        drop -= gone;
    }
}

/* Keeps the first `keep` occurrences. */
static void keep_first(GatherTaken *taken, size_t count, int64_t keep)
{
    for (size_t i = 0; i < count; i++) {
        taken[i].taken = taken[i].taken < keep ? taken[i].taken : keep;
        keep -= taken[i].taken;
    }
}

void gather_take(const Expr *expr, const GatherRow *rows, size_t count, GatherTaken *taken)
{
    for (size_t i = 0; i < count; i++)
        taken[i] = (GatherTaken){&rows[i], rows[i].times};
    bool is_sum = expr->agg == AGG_TOTAL || expr->agg == AGG_COUNT || expr->agg == AGG_AVERAGE;
    if (count == 0 || (is_sum && !expr_picks(expr)))
        return; /* in any order */
    if (expr->worst || expr->but_worst) {
        qsort(taken, count, sizeof *taken, worst_first);
        if (expr->worst)
            keep_first(taken, count, expr->worst);
        drop_first(taken, count, expr->but_worst);
    }
    qsort(taken, count, sizeof *taken, best_first);
    if (expr->best)
        keep_first(taken, count, expr->best);
    drop_first(taken, count, expr->but_best);
}

static bool sum_of(const GatherTaken *taken, size_t count, Ratio *out)
{
    *out = RATIO(0);
    for (size_t i = 0; i < count; i++) {
        Ratio value = {0, 1};
        if (!ratio_mul(&value, taken[i].row->value, RATIO(taken[i].taken)) ||
            !ratio_add(out, *out, value))
            return false;
    }
    return true;
}

/* The value at a place among the occurrences taken, best first. */
static Ratio value_at(const GatherTaken *taken, int64_t place)
{
    while (place >= taken->taken)
        place -= (taken++)->taken;
    return taken->row->value;
}

static bool aggregate(Agg agg, const GatherTaken *taken, size_t count, int64_t all, Ratio *out)
{
    switch (agg) {
    case AGG_TOTAL:
        return sum_of(taken, count, out);
    case AGG_COUNT:
        *out = RATIO(all);
        return true;
    case AGG_AVERAGE:
        return sum_of(taken, count, out) && ratio_div(out, *out, RATIO(all));
    case AGG_HIGHEST:
        *out = value_at(taken, 0);
        return true;
    case AGG_LOWEST:
        *out = value_at(taken, all - 1);
        return true;
    case AGG_MEDIAN:
        return ratio_add(out, value_at(taken, (all - 1) / 2), value_at(taken, all / 2)) &&
               ratio_div(out, *out, RATIO(2));
    }
    return false;
}

/* Of nothing a total and a count are 0, the rest is not assessed (S9). */
bool gather_value(const Expr *expr, const GatherRow *rows, size_t count, GatherTaken *room,
                  Ratio *out)
{
    int64_t all = 0;
    gather_take(expr, rows, count, room);
    for (size_t i = 0; i < count; i++)
        all += room[i].taken;
    if (all > 0)
        return aggregate(expr->agg, room, count, all, out);
    bool is_zero = expr->agg == AGG_COUNT || (expr->agg == AGG_TOTAL && !expr_picks(expr));
    *out = is_zero ? RATIO(0) : (Ratio){0, 0};
    return true;
}

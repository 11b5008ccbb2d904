#include "interp/exec/spread.h"

#include <stdlib.h>
#include <string.h>

static int best_first(const void *a, const void *b)
{
    Ratio x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return ratio_compare(y, x);
}

/* Keeps what the aggregate is to see: [*from, *from + count). */
static size_t pick(const Expr *expr, size_t count, size_t *from)
{
    *from = 0;
    if (expr->best)
        return count < (size_t)expr->best ? count : (size_t)expr->best;
    if (expr->worst) {
        size_t keep = count < (size_t)expr->worst ? count : (size_t)expr->worst;
        *from = count - keep;
        return keep;
    }
    size_t drop = (size_t)expr->but_best + (size_t)expr->but_worst;
    if (drop >= count)
        return 0;
    *from = (size_t)expr->but_best;
    return count - drop;
}

static bool sum_of(const Ratio *values, size_t count, Ratio *out)
{
    *out = RATIO(0);
    for (size_t i = 0; i < count; i++)
        if (!ratio_add(out, *out, values[i]))
            return false;
    return true;
}

static bool aggregate(const Expr *expr, const Ratio *values, size_t count, Ratio *out)
{
    *out = (Ratio){0, 0};
    if (count == 0) {
        bool picks = expr->best || expr->worst || expr->but_best || expr->but_worst;
        if (expr->agg == AGG_COUNT || (expr->agg == AGG_TOTAL && !picks))
            *out = RATIO(0);
        return true;
    }
    switch (expr->agg) {
    case AGG_TOTAL:
        return sum_of(values, count, out);
    case AGG_COUNT:
        *out = RATIO((int64_t)count);
        return true;
    case AGG_AVERAGE:
        return sum_of(values, count, out) && ratio_div(out, *out, RATIO((int64_t)count));
    case AGG_HIGHEST:
        *out = values[0];
        return true;
    case AGG_LOWEST:
        *out = values[count - 1];
        return true;
    case AGG_MEDIAN:
        return ratio_add(out, values[(count - 1) / 2], values[count / 2]) &&
               ratio_div(out, *out, RATIO(2));
    }
    return false;
}

bool spread_aggregate(const Expr *expr, Ratio *values, size_t count, Ratio *out)
{
    size_t from;
    if (count > 1)
        qsort(values, count, sizeof *values, best_first);
    count = pick(expr, count, &from);
    return aggregate(expr, values + from, count, out);
}

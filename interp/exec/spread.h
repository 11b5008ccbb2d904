/* Values side by side: the best of them, all but the worst, their median. */
#ifndef MERIT_INTERP_EXEC_SPREAD_H
#define MERIT_INTERP_EXEC_SPREAD_H

#include "interp/check/ir.h"

/* What the aggregate makes of known values, which it sorts. Over nothing a total and a count are 0;
 * all else, the best n of nothing too, is not assessed (S9): den 0. False: it overflows. */
bool spread_aggregate(const Expr *aggregate, Ratio *values, size_t count, Ratio *out);

#endif

/* Units and values in the words of a reader. */
#ifndef MERIT_INTERP_REPORT_UNIT_H
#define MERIT_INTERP_REPORT_UNIT_H

#include "interp/check/ir.h"

/* "points", "yuan/point", "元/分"; empty for plain numbers and what is no number. */
Text unit_shown(Arena *arena, Type type, Language language);
/* A known value with its unit: "1 point", "99 points", "99分"; an enumeration's value by its
 * name, yes or no, a day. */
Text value_shown(Arena *arena, const Ir *ir, Type type, Ratio value, Language language);
/* The same of what is open: "90..98 points". */
Text range_shown(Arena *arena, const Ir *ir, Type type, Ratio low, Ratio high, Language language);
/* A number with its unit and always a sign: "+2", "-1 points" without the unit when bare. */
Text signed_shown(Arena *arena, Ratio value);
/* "50..90" without signs of their own; high.den 0, or the same: one number. */
Text range_plain(Arena *arena, Ratio low, Ratio high);
/* "-50..-10"; high.den 0, or the same: one number. */
Text signed_range(Arena *arena, Ratio low, Ratio high);

#endif

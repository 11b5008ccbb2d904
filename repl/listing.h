/* Listings of what the rules hold: rules, assumed readings, clauses that score nothing, events. */
#ifndef MERIT_REPL_LISTING_H
#define MERIT_REPL_LISTING_H

#include "interp/check/ir.h"

/* What is in force on one of the days. False when nothing of that name can be listed. Names in
 * either language. */
bool listing_print(const Ir *ir, Text what, Day first, Day last, Language language, Output *out);

#endif

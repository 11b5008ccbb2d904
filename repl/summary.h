/* What rules hold, counted, in a line. */
#ifndef MERIT_REPL_SUMMARY_H
#define MERIT_REPL_SUMMARY_H

#include "repl/session.h"

/* "25 rules, 6 sections, 3 scores, no errors" */
void summary_print(const Session *session, const Ir *ir, Output *out);

#endif

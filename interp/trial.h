/* What the tests of the rules make happen: which rules fire. */
#ifndef MERIT_INTERP_TRIAL_H
#define MERIT_INTERP_TRIAL_H

#include "interp/engine.h"

/* How often each rule of the IR fires in the tests: adds to times, one a rule. False when a test
 * could not run; its errors are in diag. */
bool trial_fired(Engine *engine, uint64_t *times);
/* The same of what a run kept: each rule, event and subject charged counts once. */
void trace_fired(const Trace *trace, uint64_t *times);

#endif

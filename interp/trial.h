/* The tests of the rules, run for what they show: which rules fire, on which events. */
#ifndef MERIT_INTERP_TRIAL_H
#define MERIT_INTERP_TRIAL_H

#include "interp/engine.h"

typedef void TrialVisit(void *context, const IrTest *test, const Result *result,
                        const Trace *trace);
/* Runs the tests one by one, and lets the visitor look at each that could run before it is gone.
 * False when one could not; its errors are in diag. */
bool trial_run(Engine *engine, TrialVisit *visit, void *context);
/* How often each rule of the IR fires in the tests: adds to times, one a rule. False as above. */
bool trial_fired(Engine *engine, uint64_t *times);
/* The same of what a run kept: each rule, event and subject charged counts once. */
void trace_fired(const Trace *trace, uint64_t *times);

#endif

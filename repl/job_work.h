/* Shared by the files of the job module, for nobody else. */
#ifndef MERIT_REPL_JOB_WORK_H
#define MERIT_REPL_JOB_WORK_H

#include "repl/job.h"

/* The period, kind and items of what was asked; with a person the kind is known too. */
bool job_prepare(Job *job, const Asked *asked, AskScores *out);
/* The one period that is asked of a subject. False with a diagnostic: there are several, or none.
 */
bool job_one_period(Job *job, const AskScores *ask, uint32_t subject, int32_t *period);
/* On the roster in it; `person` is how it was asked for. */
bool job_is_present(Job *job, const AskScores *ask, const Result *result, uint32_t subject,
                    int32_t period, Text person);
/* One run over the log; says how many rows it used. NULL with diagnostics. */
Result *job_run(Job *job, const AskScores *ask, Trace *trace);
/* Of the trace's subject in one period. In the arena. */
Account *job_account(Job *job, Arena *arena, const AskScores *ask, const Result *result,
                     const Trace *trace, int32_t period);
/* What keeps the notices for people who read a table; NULL: none to keep. A condition on the rows
 * leaves them out. */
Trace *job_notices_trace(Job *job, const AskScores *ask, const AskView *view);
void job_put_notices(Job *job, const AskScores *ask, const AskView *view, const Trace *trace,
                     bool as_list, Output *out);

#endif

/* Shared by the files of the job module, for nobody else. */
#ifndef MERIT_REPL_JOB_WORK_H
#define MERIT_REPL_JOB_WORK_H

#include "repl/job.h"

/* The period, kind and items of what was asked; with a person the kind is known too. */
bool job_prepare(Job *job, const Asked *asked, AskScores *out);
/* One run over the log; says how many rows it used. NULL with diagnostics. */
Result *job_run(Job *job, const AskScores *ask, Trace *trace);

#endif

/* What the commands that put one question to rules and data have in common: the words of the
 * command line, and where the answer goes. */
#ifndef MERIT_REPL_ASKING_H
#define MERIT_REPL_ASKING_H

#include "repl/command.h"
#include "repl/job.h"

/* All return false with diagnostics. */
/* What is accepted and known, before rules are loaded. */
bool asking_known(Job *job, const Arguments *arguments);
/* Rosters and events, into the engine that has its rules. */
bool asking_data(Job *job, const Arguments *arguments);

/* Period, names, kind and person. */
Asked asked_of(Session *session, const Arguments *arguments);
ScoreForm form_of(Session *session, const Arguments *arguments);

typedef struct Answer {
    const char *path; /* NULL: standard output */
    Output *out;      /* NULL: it could not be opened */
} Answer;

bool answer_open(Answer *answer, Job *job, const Arguments *arguments);
/* Returns the exit status. A failed answer leaves no file. */
int answer_close(Answer *answer, Job *job, bool good);

#endif

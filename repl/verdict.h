/* The verdict on one test of a rule file. */
#ifndef MERIT_REPL_VERDICT_H
#define MERIT_REPL_VERDICT_H

#include "repl/session.h"

typedef struct Verdict {
    Text title;
    const char *file;
    size_t line; /* of the test, from 1 */
    bool passed;
    Text report; /* what was expected, what came out, and the account; empty when it passed */
} Verdict;

/* Runs one test. Everything in the arena. */
Verdict verdict_of(Session *session, Engine *engine, const IrTest *test, const char *file,
                   Arena *arena);
/* "ok    title", or what failed, with its report. */
void verdict_print(const Session *session, const Verdict *verdict, Output *out);

#endif

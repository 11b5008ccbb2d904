/* Rule files, changed one small thing at a time, with their tests. */
#ifndef MERIT_REPL_MUTATION_H
#define MERIT_REPL_MUTATION_H

#include "interp/mutate/mutate.h"
#include "repl/command.h"

typedef enum TrialOutcome {
    TRIAL_NO_RULES, /* it does not check: not counted */
    TRIAL_KILLED,   /* a test fails */
    TRIAL_SURVIVED,
    TRIAL_EXCUSED
} TrialOutcome;

typedef struct Trial {
    TrialOutcome outcome;
    Text words; /* of a survivor */
    const char *file;
    size_t line;
    Text test; /* that would notice; empty: none was found */
} Trial;

typedef struct ExcusedLine {
    Text words, reason;
} ExcusedLine;

typedef struct Excused {
    ExcusedLine *at;
    size_t count;
} Excused;

typedef struct Mutation {
    Session *session;
    const Arguments *arguments;
    Excused reasons;
    Trial *trials;
    size_t count, room, killed, survived, excused;
} Mutation;

/* The rules of one word of the command line. Returns the exit status. */
int mutation_try(Mutation *mutation, const char *path);

#endif

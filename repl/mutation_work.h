/* Shared by the files of mutation, for nobody else. */
#ifndef MERIT_REPL_MUTATION_WORK_H
#define MERIT_REPL_MUTATION_WORK_H

#include "interp/compare.h"
#include "repl/mutation.h"

/* One rule set while it is tried. */
typedef struct Subjects {
    Mutation *mutation;
    Engine *base; /* as it was written; with its log where one is given */
    const char *path;
    Node **trees; /* a copy that is changed */
    size_t file_count;
    size_t last_killer; /* a test */
    bool has_data;
} Subjects;

/* With the trees as they are; NULL: they do not check. */
Engine *subjects_engine(const Subjects *on);

/* The roster and the events of the command line, into the base. False with diagnostics. */
bool mutation_data(Subjects *on);
/* A test that `engine` fails and the base passes, in the keywords of the file; empty: none was
 * found. */
Text mutation_propose(const Subjects *on, Mutant *mutant, Engine *engine);

/* ---- mutation_test.c: what the two sides say of a test ---- */
typedef struct Proposal {
    const Subjects *on;
    Engine *changed; /* with the mutant */
    Mutant *mutant;
    Arena *arena;
    Language language; /* of the keywords of the file */
} Proposal;

/* A value in which the two differ. */
typedef struct Seen {
    uint32_t item, subject;
    int32_t period;
    Value value; /* as the rules are */
} Seen;

const char *proposal_word(const Proposal *of, const char *english, const char *chinese);
bool proposal_is_shown(const IrItem *item);
void proposal_put_id(Output *out, Text id);
void proposal_put_title(const Proposal *of, Output *out);
/* "  expect duty of A in 2018-10 = 39 points" and a line end. */
void proposal_put_expect(const Proposal *of, const Roster *roster, const Seen *seen, Output *out);
/* A whole test, run by both: the line that tells them apart, which may be another one than it
 * has; empty: they say the same, or it is no test. The text is in the session's arena. */
Text proposal_try(const Proposal *of, Text test);
/* Title and givens, then that line; empty when there is none. */
Text proposal_finish(const Proposal *of, Text givens, Text line);

/* ---- mutation_log.c ---- */
Text propose_from_log(const Proposal *of);

#endif

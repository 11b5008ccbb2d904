/* Small scripts with one `test`, whose givens are run and whose values are compared as text. */
#ifndef MERIT_TESTS_SCRIPTED_H
#define MERIT_TESTS_SCRIPTED_H

#include "interp/engine.h"

/* A kind of subject and a count of occurrences for every event. */
#define PEOPLE                                                                                     \
    "subject person\n"                                                                             \
    "  role: one of head, staff default staff\n"                                                   \
    "  leader: person optional\n"                                                                  \
    "  on roster from joined until left\n"                                                         \
    "end\n"                                                                                        \
    "every event excused: yes or no default no count: occurrences default 1 end\n"
#define GIVEN(rows) "test \"given\"\n" rows "end\n"

typedef struct Scripted {
    Diag *diag;
    Engine *engine;
    Arena *arena;
    Trace trace;
    Result *result; /* NULL: the run failed, diag says why */
} Scripted;

/* Reads and checks the rules; fails the test when they hold an error. */
Scripted *scripted_new(const char *text);
/* Runs the givens of the first `test` over the whole years that hold the periods. Each line of
 * `wanted` begins with an item or a rule, a subject, and a period. */
void scripted_run(Scripted *script, const char *wanted);
void scripted_free(Scripted *script);

/* The lines of `wanted`, each with what the run says behind its first three words: the value of an
 * item as CSV has it (- when not assessed), or how often a rule fired within the period. */
Text scripted_values(Scripted *script, const Result *result, const char *wanted);

/* scripted_new, run and free around a comparison with lines such as "duty A 2018-10 39\n". */
void assert_values(const char *text, const char *expected);
/* The script does not check, and the first thing said is that. */
void assert_script_refused(const char *text, DiagCode code);
/* The run fails, and says exactly that. */
void assert_fails(const char *text, const char *wanted, const char *printed);

#endif

/* Many files take their names together: all of them or, when that is broken off, after the next
 * run.
 */
#ifndef MERIT_REPL_COMMIT_H
#define MERIT_REPL_COMMIT_H

#include "repl/outputs.h"

/* The files wait with everything written and synced (output_stage); their outputs are closed,
 * whatever happens. What they will be called is first written to a journal in the folder of the
 * first one. False with a diagnostic: nothing was replaced, or the journal stands for the rest. */
bool commit_files(Session *session, OutputFile *files, size_t count);
/* Does what the journal of a folder says, when a run was broken off before it had; says so. */
bool commit_resume(Session *session, const char *folder);
/* "out" of "out/a.csv", "." of "a.csv". In the arena. */
const char *commit_folder(Arena *arena, const char *path);

#endif

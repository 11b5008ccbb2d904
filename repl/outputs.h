/* The outputs of a run script: all of them appear at its end, or none. */
#ifndef MERIT_REPL_OUTPUTS_H
#define MERIT_REPL_OUTPUTS_H

#include "interp/event/id_set.h"
#include "repl/session.h"

typedef struct OutputFile {
    const char *path;
    Output *out;
} OutputFile;

typedef struct Outputs {
    Session *session;
    Output *screen;   /* borrowed */
    Output *standard; /* what goes to the screen, kept until the end */
    OutputFile *files;
    size_t count, room;
    IdSet paths;          /* of the files: none is written twice */
    const char **folders; /* those made for them, the outer ones first */
    size_t folder_count, folder_room;
} Outputs;

void outputs_start(Outputs *outputs, Session *session, Output *screen);
/* A file that becomes `path` at the end, in folders that are made where they lack; `place` is where
 * the script names it. NULL with a diagnostic. */
Output *outputs_file(Outputs *outputs, const char *path, Span place);
/* Everything appears, or with `good` false nothing. False with diagnostics when it could not. */
bool outputs_finish(Outputs *outputs, bool good);

#endif

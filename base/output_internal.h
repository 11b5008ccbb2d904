/* Shared by the files of the output module, for nobody else. */
#ifndef MERIT_BASE_OUTPUT_INTERNAL_H
#define MERIT_BASE_OUTPUT_INTERNAL_H

#include "base/output.h"

struct Output {
    int fd; /* -1: memory */
    char *buffer;
    size_t used, room; /* bytes */
    int error;         /* errno of the first failure, or 0 */
    bool owns_fd;
    char *path;      /* what the temporary file becomes; NULL when written directly */
    char *temporary; /* NULL once renamed or removed */
};

Output *output_new(int fd); /* a descriptor, or -1 for memory */
void output_release(Output *out);
void output_fail(Output *out, int error); /* keeps the first */
/* Of a file: syncs and closes it; a failure is recorded. */
void output_stage_file(Output *out);
/* Of a file: syncs, closes and renames it; a failure is recorded and the temporary removed. */
void output_finish_file(Output *out);
/* Of a file: closes it and removes the temporary. */
void output_discard_file(Output *out);

#endif

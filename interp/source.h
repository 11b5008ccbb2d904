/* Rule files from disk. */
#ifndef MERIT_INTERP_SOURCE_H
#define MERIT_INTERP_SOURCE_H

#include "base/diag.h"

/* Reads a rule file, or the main.merit of a folder, and registers it. The text is in the arena,
 * which must live as long as diag quotes it. False with E0801. */
bool source_read(Arena *arena, Diag *diag, const char *path, uint32_t *source);

#endif

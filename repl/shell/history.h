/* The history file: a statement a line, readable by its owner only. */
#ifndef MERIT_REPL_SHELL_HISTORY_H
#define MERIT_REPL_SHELL_HISTORY_H

#include "base/text.h"

/* $XDG_STATE_HOME/merit/history, or ~/.local/state/merit/history; its folder is made where it can
 * be. NULL: there is no home. */
const char *history_path(Arena *arena);
/* Calls `take` with each entry, the oldest first; at most so many of the last. */
enum { HISTORY_MOST = 1000 };
void history_read(const char *path, void (*take)(void *context, const char *entry), void *context);
/* Adds one at the end. Silent: a history that cannot be kept does not keep anyone from work. */
void history_add(const char *path, Text entry);

#endif

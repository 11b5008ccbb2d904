/* Files that were read, and whether they have changed on disk since. */
#ifndef MERIT_REPL_SHELL_WATCH_H
#define MERIT_REPL_SHELL_WATCH_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/arena.h"

typedef struct Watched {
    const char *path; /* borrowed */
    struct stat about;
    bool is_there;
} Watched;

typedef struct Watch {
    Watched *at;
    size_t count, room;
} Watch;

void watch_forget(Watch *watch); /* all of them */
/* A folder stands for its main.merit. */
void watch_add(Watch *watch, Arena *arena, const char *path);
/* The next file, from *at on, that is not as it was when it was last looked at; NULL: none. */
const char *watch_next(Watch *watch, size_t *at);

#endif

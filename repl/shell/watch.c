/* Files as stat tells them. */
#include "repl/shell/watch.h"

#include <string.h>

static bool look(const char *path, struct stat *about)
{
    memset(about, 0, sizeof *about);
    return stat(path, about) == 0;
}

static bool is_same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

void watch_forget(Watch *watch)
{
    watch->count = 0;
}

void watch_add(Watch *watch, Arena *arena, const char *path)
{
    Watched watched = {.path = path};
    watched.is_there = look(path, &watched.about);
    if (watched.is_there && S_ISDIR(watched.about.st_mode)) {
        watched.path = arena_format(arena, "%s/main.merit", path);
        watched.is_there = look(watched.path, &watched.about);
    }
    watch->at = arena_grow(arena, watch->at, watch->count, &watch->room, sizeof *watch->at);
    watch->at[watch->count++] = watched;
}

const char *watch_next(Watch *watch, size_t *at)
{
    while (*at < watch->count) {
        Watched *watched = &watch->at[(*at)++];
        struct stat now;
        bool is_there = look(watched->path, &now);
        bool is_as_before = is_there == watched->is_there && is_same(&now, &watched->about);
        watched->is_there = is_there;
        watched->about = now;
        if (!is_as_before)
            return watched->path;
    }
    return NULL;
}

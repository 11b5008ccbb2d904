/* Rule files from disk: regular files only, read whole, bounded. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"
#include "interp/engine_internal.h"

/* The parser says its own limit; this one keeps a device or a log from being read as rules. */
enum { SOURCE_MOST = 65 << 20 };

static bool cannot_open(Engine *engine, const char *path)
{
    diag_plain(engine->diag, DIAG_E0801, path, reason_words(errno), NULL);
    return false;
}

static bool read_whole(Engine *engine, const char *path, int fd, size_t size, Text *out)
{
    char *bytes = arena_alloc(engine->arena, size + 1);
    size_t have = 0;
    while (have < size) {
        ssize_t got = read(fd, bytes + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return cannot_open(engine, path);
        if (got == 0)
            break;
        have += (size_t)got;
    }
    *out = (Text){bytes, have};
    return true;
}

static bool read_regular(Engine *engine, const char *path, int fd, Text *out)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return cannot_open(engine, path);
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return cannot_open(engine, path);
    }
    if (!S_ISREG(info.st_mode)) {
        diag_plain(engine->diag, DIAG_E0801, path, BOTH("not a regular file", "不是普通文件"),
                   NULL);
        return false;
    }
    if (info.st_size > SOURCE_MOST) {
        diag_plain(engine->diag, DIAG_E0801, path, BOTH("larger than 64 MiB", "超过 64 MiB"), NULL);
        return false;
    }
    return read_whole(engine, path, fd, (size_t)info.st_size, out);
}

bool source_read(Engine *engine, const char *path, uint32_t *source)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        size_t size = strlen(path);
        bool slash = size > 0 && path[size - 1] == '/';
        path = arena_format(engine->arena, "%s%smain.merit", path, slash ? "" : "/");
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return cannot_open(engine, path);
    Text text;
    bool read = read_regular(engine, path, fd, &text);
    close(fd);
    if (read)
        *source = diag_source(engine->diag, text_copy(engine->arena, text_from(path)), text);
    return read;
}

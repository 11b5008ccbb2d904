/* Rule files from disk: regular files only, read whole, bounded. */
#include "interp/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"

/* The parser says its own limit; this one keeps a device or a log from being read as rules. */
enum { SOURCE_MOST = 65 << 20 };

typedef struct Reading {
    Arena *arena;
    Diag *diag;
    const char *path;
} Reading;

static bool refuse(const Reading *reading, const char *reason)
{
    diag_plain(reading->diag, DIAG_E0801, reading->path, reason, NULL);
    return false;
}

static bool read_whole(const Reading *reading, int fd, size_t size, Text *out)
{
    char *bytes = arena_alloc(reading->arena, size + 1);
    size_t have = 0;
    while (have < size) {
        ssize_t got = read(fd, bytes + have, size - have);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return refuse(reading, reason_words(errno));
        if (got == 0)
            break;
        have += (size_t)got;
    }
    *out = (Text){bytes, have};
    return true;
}

static bool read_regular(const Reading *reading, int fd, Text *out)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return refuse(reading, reason_words(errno));
    if (S_ISDIR(info.st_mode))
        return refuse(reading, reason_words(EISDIR));
    if (!S_ISREG(info.st_mode))
        return refuse(reading, BOTH("not a regular file", "不是普通文件"));
    if (info.st_size > SOURCE_MOST)
        return refuse(reading, BOTH("larger than 64 MiB", "超过 64 MiB"));
    return read_whole(reading, fd, (size_t)info.st_size, out);
}

bool source_read(Arena *arena, Diag *diag, const char *path, uint32_t *source)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        size_t size = strlen(path);
        bool slash = size > 0 && path[size - 1] == '/';
        path = arena_format(arena, "%s%smain.merit", path, slash ? "" : "/");
    }
    const Reading reading = {arena, diag, path};
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return refuse(&reading, reason_words(errno));
    Text text;
    bool read = read_regular(&reading, fd, &text);
    close(fd);
    if (read)
        *source = diag_source(diag, text_copy(arena, text_from(path)), text);
    return read;
}

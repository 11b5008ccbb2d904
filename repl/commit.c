/* The journal: pairs of names, each closed by a NUL, as seen from the root. While it stands, the
 * files beside it are being renamed; whoever renames holds a lock on the folder. */
#include "repl/commit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/reason.h"

static const char JOURNAL[] = ".merit-commit";

const char *commit_folder(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    return slash == path ? "/" : arena_format(arena, "%.*s", (int)(slash - path), path);
}

static const char *journal_path(Session *session, const char *folder)
{
    return arena_format(session->arena, "%s/%s", folder, JOURNAL);
}

static bool fail(Session *session, const char *path)
{
    diag_plain(session->diag, DIAG_E0803, path, reason_words(errno), NULL);
    return false;
}

/* Released when the descriptor is closed, by a kill too. -1: the folder cannot be locked. */
static int lock_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && flock(fd, LOCK_EX) != 0)
        if (errno != EINTR) {
            close(fd);
            return -1;
        }
    return fd;
}

/* ---- Writing ---- */

static void put_path(Output *out, const char *path)
{
    char *here = path[0] == '/' ? NULL : realpath(".", NULL);
    if (here != NULL)
        output_format(out, "%s/", here);
    output_string(out, path);
    output_char(out, '\0');
    free(here);
}

static bool write_journal(Session *session, const char *path, const OutputFile *files, size_t count)
{
    Output *out = output_file(path);
    if (out == NULL)
        return fail(session, path);
    for (size_t i = 0; i < count; i++) {
        if (output_temporary(files[i].out) == NULL)
            continue;
        put_path(out, output_temporary(files[i].out));
        put_path(out, output_path(files[i].out));
    }
    return output_close(out) || fail(session, path);
}

static bool rename_all(Session *session, OutputFile *files, size_t count)
{
    bool good = true;
    for (size_t i = 0; i < count; i++)
        if (!output_close(files[i].out))
            good = fail(session, files[i].path);
    return good;
}

static void abandon_all(OutputFile *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        output_abandon(files[i].out);
}

bool commit_files(Session *session, OutputFile *files, size_t count)
{
    if (count < 2) /* one name changes at once by itself */
        return rename_all(session, files, count);
    const char *folder = commit_folder(session->arena, files[0].path);
    const char *path = journal_path(session, folder);
    int lock = lock_folder(folder);
    bool good = write_journal(session, path, files, count);
    if (!good) {
        abandon_all(files, count);
    } else {
        good = rename_all(session, files, count);
        if (unlink(path) != 0)
            good = fail(session, path);
    }
    if (lock >= 0)
        close(lock);
    return good;
}

/* ---- Finishing what was broken off ---- */

/* The journal's text; *size 0: there is none, or none of our own. */
static char *read_journal(const char *path, size_t *size)
{
    struct stat about;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    char *text = NULL;
    *size = 0;
    if (fd < 0)
        return NULL;
    if (fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid()) {
        text = memory_resize(NULL, (size_t)about.st_size + 1);
        ssize_t got = read(fd, text, (size_t)about.st_size);
        *size = got == about.st_size ? (size_t)got : 0;
    }
    close(fd);
    return text;
}

/* Files that had their names already are no longer there as temporaries. */
static bool rename_listed(Session *session, const char *text, size_t size, size_t *done)
{
    bool good = true;
    for (size_t at = 0; at < size;) {
        const char *temporary = text + at;
        const char *path = temporary + strlen(temporary) + 1;
        at = path < text + size ? (size_t)(path - text) + strlen(path) + 1 : size;
        if (path >= text + size)
            continue;
        if (rename(temporary, path) == 0)
            *done += 1;
        else if (errno != ENOENT)
            good = fail(session, text_copy(session->arena, text_from(path)).at);
    }
    return good;
}

bool commit_resume(Session *session, const char *folder)
{
    const char *path = journal_path(session, folder);
    if (access(path, F_OK) != 0)
        return true;
    size_t size = 0, done = 0;
    int lock = lock_folder(folder);
    char *text = read_journal(path, &size);
    if (text != NULL)
        text[size] = '\0';
    bool good = rename_listed(session, text, size, &done);
    if (good && text != NULL && unlink(path) != 0)
        good = fail(session, path);
    free(text);
    if (lock >= 0)
        close(lock);
    if (done > 0)
        diag_plain(session->diag, DIAG_W0801, arena_format(session->arena, "%zu", done), folder,
                   NULL);
    return good;
}

/* Files that appear whole or not at all: a temporary file beside the target, synced, then renamed.
 */
#include "base/output_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LONGEST_KEPT = 200 }; /* bytes of the target's name in the temporary's: names end at 255 */

static int sync_retried(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result;
}

/* Devices, pipes and the descriptors under /dev are written as they are: nothing can replace them.
 */
static Output *open_directly(const char *path)
{
    int fd;
    do
        fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return NULL;
    Output *out = output_new(fd);
    out->owns_fd = true;
    return out;
}

/* "folder/.name.XXXXXX" of "folder/name". */
static char *temporary_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    int folder = (int)(name - path);
    size_t size = strlen(path) + sizeof "..XXXXXX";
    char *temporary = memory_resize(NULL, size);
    snprintf(temporary, size, "%.*s.%.*s.XXXXXX", folder, path, LONGEST_KEPT, name);
    return temporary;
}

/* The new file takes the place of the old one, so it takes its owner and mode. Where the owner
 * cannot be kept, others than the owner lose their rights: they were meant for another group. */
static int keep_mode(int fd, const struct stat *old)
{
    mode_t mode = old->st_mode & 07777;
    if (fchown(fd, old->st_uid, old->st_gid) != 0)
        mode &= 0700;
    return fchmod(fd, mode);
}

/* Takes over `path`. `old`: the file that is replaced, or NULL. */
static Output *open_temporary(char *path, const struct stat *old)
{
    char *temporary = temporary_name(path);
    int fd = mkstemp(temporary); /* mode 0600 */
    if (fd >= 0 && old != NULL && keep_mode(fd, old) != 0) {
        int error = errno;
        close(fd);
        unlink(temporary);
        errno = error;
        fd = -1;
    }
    if (fd < 0) {
        int error = errno;
        free(temporary);
        free(path);
        errno = error;
        return NULL;
    }
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    Output *out = output_new(fd);
    out->owns_fd = true;
    out->path = path;
    out->temporary = temporary;
    return out;
}

static char *copy_path(const char *path)
{
    size_t size = strlen(path) + 1;
    char *copy = memory_resize(NULL, size);
    memcpy(copy, path, size);
    return copy;
}

Output *output_file(const char *path)
{
    struct stat old;
    if (text_starts(text_from(path), "/dev/"))
        return open_directly(path);
    if (stat(path, &old) != 0)
        return errno == ENOENT && path[0] != '\0' ? open_temporary(copy_path(path), NULL) : NULL;
    if (S_ISDIR(old.st_mode)) {
        errno = EISDIR;
        return NULL;
    }
    if (!S_ISREG(old.st_mode))
        return open_directly(path);
    if (access(path, W_OK) != 0)
        return NULL;
    char *real = realpath(path, NULL); /* a link stays a link to the new file */
    return real == NULL ? NULL : open_temporary(real, &old);
}

/* So that the new name survives a power loss too. Not every file system can: the file itself is
 * safe already. */
static void sync_folder(const char *path)
{
    char *folder = copy_path(path);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        slash[slash == folder ? 1 : 0] = '\0';
    int fd = open(slash == NULL ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        sync_retried(fd);
        close(fd);
    }
    free(folder);
}

void output_discard_file(Output *out)
{
    if (out->owns_fd && out->fd >= 0)
        close(out->fd);
    out->owns_fd = false;
    if (out->temporary != NULL)
        unlink(out->temporary);
    free(out->temporary);
    out->temporary = NULL;
}

void output_stage_file(Output *out)
{
    if (!out->owns_fd)
        return;
    if (out->temporary != NULL && out->error == 0 && sync_retried(out->fd) != 0)
        output_fail(out, errno);
    if (close(out->fd) != 0 && errno != EINTR)
        output_fail(out, errno);
    out->owns_fd = false;
}

void output_finish_file(Output *out)
{
    output_stage_file(out);
    if (out->temporary == NULL)
        return;
    if (out->error == 0 && rename(out->temporary, out->path) == 0) {
        free(out->temporary);
        out->temporary = NULL;
        sync_folder(out->path);
        return;
    }
    output_fail(out, errno);
    output_discard_file(out);
}

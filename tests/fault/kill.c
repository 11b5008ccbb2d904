/* Preloaded into merit: kills it, as a power cut would, at the call whose number is in KILL_AT. The
 * calls that are counted are those that change what stands on the disk. With KILL_COUNT, a file, it
 * only counts them. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;

static void step(void)
{
    const char *at = getenv("KILL_AT");
    const char *file = getenv("KILL_COUNT");
    calls++;
    if (at != NULL && calls == strtol(at, NULL, 10))
        kill(getpid(), SIGKILL);
    if (file != NULL) {
        FILE *out = fopen(file, "w");
        fprintf(out, "%ld\n", calls);
        fclose(out);
    }
}

int rename(const char *from, const char *to)
{
    int (*next)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    step();
    return next(from, to);
}

int unlink(const char *path)
{
    int (*next)(const char *) = dlsym(RTLD_NEXT, "unlink");
    step();
    return next(path);
}

int fsync(int fd)
{
    int (*next)(int) = dlsym(RTLD_NEXT, "fsync");
    step();
    return next(fd);
}

int mkdir(const char *path, mode_t mode)
{
    int (*next)(const char *, mode_t) = dlsym(RTLD_NEXT, "mkdir");
    step();
    return next(path, mode);
}

int mkstemp(char *pattern)
{
    int (*next)(char *) = dlsym(RTLD_NEXT, "mkstemp");
    step();
    return next(pattern);
}

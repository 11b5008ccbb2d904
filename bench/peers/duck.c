/* Runs an SQL script with the libduckdb.so that npm installs, so that no start of node is counted.
 * A part between lines `-- time NAME` and `-- time` is timed: its name and CPU milliseconds are
 * printed.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* The parts of DuckDB's C interface that a script without results needs. */
typedef struct DuckResult {
    uint64_t fields[8]; /* opaque, and larger than DuckDB's own */
} DuckResult;

typedef struct Duck {
    int (*open)(const char *path, void **database);
    int (*connect)(void *database, void **connection);
    int (*query)(void *connection, const char *sql, DuckResult *result);
    const char *(*error)(DuckResult *result);
} Duck;

enum { SCRIPT_LIMIT = 1 << 16 };

static int duck_load(Duck *duck, const char *path)
{
    void *library = dlopen(path, RTLD_NOW);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 0;
    }
    /* ISO C has no cast from an object pointer to a function pointer; POSIX gives this one. */
    *(void **)&duck->open = dlsym(library, "duckdb_open");
    *(void **)&duck->connect = dlsym(library, "duckdb_connect");
    *(void **)&duck->query = dlsym(library, "duckdb_query");
    *(void **)&duck->error = dlsym(library, "duckdb_result_error");
    return duck->open != NULL && duck->connect != NULL && duck->query != NULL &&
           duck->error != NULL;
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Up to the next mark; the rest, or NULL at the end. */
static char *duck_part(const Duck *duck, void *connection, char *at)
{
    static const char mark[] = "\n-- time";
    DuckResult result = {{0}};
    char *end = strstr(at, mark), *name = at;
    char *line = strchr(at, '\n');
    if (end != NULL)
        *end = '\0';
    double start = now();
    if (duck->query(connection, at, &result) != 0) {
        fprintf(stderr, "%s\n", duck->error(&result));
        exit(1);
    }
    if (strncmp(name, "-- time ", 8) == 0 && line != NULL)
        printf("%.*s\t%.3f\n", (int)(line - name - 8), name + 8, now() - start);
    return end == NULL ? NULL : end + 1;
}

int main(int argc, char **argv)
{
    static char script[SCRIPT_LIMIT];
    Duck duck = {0};
    void *database = NULL, *connection = NULL;
    if (argc != 3) {
        fputs("usage: duck LIBDUCKDB SCRIPT\n", stderr);
        return 2;
    }
    FILE *file = fopen(argv[2], "r");
    if (file == NULL || fread(script, 1, sizeof script - 1, file) == 0 || !feof(file)) {
        fprintf(stderr, "%s: cannot be read, or is too long\n", argv[2]);
        return 1;
    }
    fclose(file);
    if (!duck_load(&duck, argv[1]) || duck.open(NULL, &database) != 0 ||
        duck.connect(database, &connection) != 0) {
        return 1;
    }
    for (char *at = script; at != NULL;)
        at = duck_part(&duck, connection, at);
    fflush(stdout);
    _exit(0); /* the database is in memory: taking it apart would be counted for nothing */
}

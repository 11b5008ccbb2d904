/* Runs an SQL script with the libduckdb.so that npm installs, so that no start of node is counted.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

int main(int argc, char **argv)
{
    static char script[SCRIPT_LIMIT];
    Duck duck = {0};
    DuckResult result = {{0}};
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
    if (duck.query(connection, script, &result) != 0) {
        fprintf(stderr, "%s\n", duck.error(&result));
        return 1;
    }
    _exit(0); /* the database is in memory: taking it apart would be counted for nothing */
}

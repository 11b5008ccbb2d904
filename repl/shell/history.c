/* Entries one a line: line breaks inside are written \n, backslashes \\. */
#include "repl/shell/history.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/output.h"

enum { KEPT_BYTES = 4 << 20 }; /* a longer file is cut to its last entries */

/* ---- Where ---- */

static void make_folders(char *path)
{
    for (char *at = strchr(path + 1, '/'); at != NULL; at = strchr(at + 1, '/')) {
        *at = '\0';
        mkdir(path, 0700); /* one that is there stays */
        *at = '/';
    }
}

const char *history_path(Arena *arena)
{
    char *path;
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    if (state != NULL && state[0] == '/')
        path = arena_format(arena, "%s/merit/history", state);
    else if (home != NULL && home[0] == '/')
        path = arena_format(arena, "%s/.local/state/merit/history", home);
    else
        return NULL;
    make_folders(path);
    return path;
}

/* ---- Reading ---- */

static void unescape(char *entry)
{
    char *to = entry;
    for (const char *at = entry; *at != '\0'; at++) {
        bool is_escape = at[0] == '\\' && at[1] != '\0';
        at += is_escape;
        *to++ = is_escape && *at == 'n' ? '\n' : *at;
    }
    *to = '\0';
}

/* The file's last entries as lines, and how many there are. */
static char **last_lines(FILE *file, size_t *count, bool *is_cut)
{
    char *line = NULL, **lines = memory_resize(NULL, HISTORY_MOST * sizeof *lines);
    size_t room = 0, seen = 0;
    for (ssize_t size; (size = getline(&line, &room, file)) > 0; seen++) {
        line[size - 1] = line[size - 1] == '\n' ? '\0' : line[size - 1];
        if (seen >= HISTORY_MOST)
            free(lines[seen % HISTORY_MOST]);
        lines[seen % HISTORY_MOST] = line;
        line = NULL;
        room = 0;
    }
    free(line);
    *count = seen;
    *is_cut = ftello(file) > KEPT_BYTES;
    return lines;
}

/* A file that grew long begins anew with its last entries. */
static void shorten(const char *path, char *const *lines, size_t from, size_t count)
{
    Output *out = output_file(path);
    if (out == NULL)
        return;
    for (size_t i = from; i < count; i++) {
        output_string(out, lines[i % HISTORY_MOST]);
        output_char(out, '\n');
    }
    if (output_close(out))
        chmod(path, 0600);
}

void history_read(const char *path, void (*take)(void *context, const char *entry), void *context)
{
    size_t count;
    bool is_cut;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return;
    char **lines = last_lines(file, &count, &is_cut);
    fclose(file);
    size_t first = count > HISTORY_MOST ? count - HISTORY_MOST : 0;
    if (is_cut)
        shorten(path, lines, first, count);
    for (size_t i = first; i < count; i++) {
        char *entry = lines[i % HISTORY_MOST];
        unescape(entry);
        take(context, entry);
        free(entry);
    }
    free(lines);
}

/* ---- Writing ---- */

void history_add(const char *path, Text entry)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd < 0)
        return;
    Output *out = output_fd(fd);
    for (size_t i = 0; i < entry.size; i++) {
        if (entry.at[i] == '\\')
            output_char(out, '\\');
        if (entry.at[i] == '\n')
            output_string(out, "\\n");
        else
            output_char(out, entry.at[i]);
    }
    output_char(out, '\n');
    output_close(out);
    close(fd);
}

/* Finding and loading rule files. */
#define _GNU_SOURCE /* memmem */
#include "repl/script.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/reason.h"
#include "grammar/ast.h"

const char *script_path(Arena *arena, const char *script, Text path)
{
    const char *slash = strrchr(script, '/');
    if (slash == NULL || (path.size > 0 && path.at[0] == '/'))
        return text_copy(arena, path).at;
    return arena_format(arena, "%.*s/%.*s", (int)(slash - script), script, (int)path.size, path.at);
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static bool is_rule_file(const char *name)
{
    size_t size = strlen(name);
    return name[0] != '.' && size > 6 && strcmp(name + size - 6, ".merit") == 0;
}

bool script_may_use(Session *session, const Node *text, const char *path)
{
    struct stat about;
    const char *slash = strrchr(path, '/');
    bool is_other = stat(path, &about) == 0 && !S_ISDIR(about.st_mode) &&
                    !is_rule_file(slash == NULL ? path : slash + 1);
    if (is_other)
        diag_add(session->diag, DIAG_E0611, text->span, path, NULL);
    return !is_other;
}

static bool has_input(Text text)
{
    return memchr(text.at, '{', text.size) != NULL;
}

/* The paths that `use` names in a tree, in front of the script's own; NULL with a diagnostic. */
static const char **used_paths(Session *session, const Node *file, const char *script,
                               size_t *count)
{
    size_t room = 0;
    const char **paths = NULL;
    *count = 0;
    for (const Node *use = node_find(file, NODE_USE); use != NULL; use = node_next(use, NODE_USE))
        for (const Node *text = use->first; text != NULL; text = text->next) {
            if (text->kind != NODE_TEXT || has_input(text->name))
                continue;
            paths = arena_grow(session->arena, paths, *count, &room, sizeof *paths);
            paths[*count] = script_path(session->arena, script, text->name);
            if (!script_may_use(session, text, paths[(*count)++]))
                return NULL;
        }
    paths = arena_grow(session->arena, paths, *count, &room, sizeof *paths);
    paths[(*count)++] = script;
    return paths;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Whether a text may hold a `use` statement at all: parsing twice costs. Full-width letters
 * begin with EF BD. */
static bool may_use(Text text)
{
    for (size_t at = 0; at + 3 < text.size; at++)
        if (memcmp(text.at + at, "use", 3) == 0 && (at == 0 || !is_letter(text.at[at - 1])) &&
            !is_letter(text.at[at + 3]))
            return true;
    return memmem(text.at, text.size, "使用", sizeof "使用" - 1) != NULL ||
           memmem(text.at, text.size, "\xEF\xBD", 2) != NULL;
}

/* Looked at for `use` first: what its queries name stands in the rules it uses. */
static const Node *peek(Session *session, const char *path)
{
    uint32_t source = 0;
    size_t before = diag_count(session->diag);
    bool good = session_source(session, path, &source);
    good = good && may_use(diag_source_text(session->diag, source));
    const Node *file = good ? parse_source(session->arena, session->diag, source) : NULL;
    good = diag_count(session->diag) == before;
    diag_truncate(session->diag, before); /* the load says it again */
    return good ? file : NULL;
}

/* A folder's main.merit may use others, as any script; without one the engine says what is missing.
 */
static const char *main_of(Session *session, const char *path)
{
    struct stat about;
    if (!is_folder(path))
        return path;
    const char *script = arena_format(session->arena, "%s/main.merit", path);
    return stat(script, &about) == 0 ? script : path;
}

bool script_load(Session *session, Engine *engine, const char *path, bool ask)
{
    path = main_of(session, path);
    if (strcmp(path, "-") == 0) {
        uint32_t source = 0;
        return session_source(session, path, &source) &&
               engine_load_sources(engine, &source, 1, ask);
    }
    const Node *file = is_folder(path) ? NULL : peek(session, path);
    if (file == NULL || node_find(file, NODE_USE) == NULL)
        return engine_load_rules(engine, &path, 1, ask);
    size_t count = 0;
    const char **paths = used_paths(session, file, path, &count);
    return paths != NULL && engine_load_rules(engine, paths, count, ask);
}

/* ---- The files of a folder ---- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **script_files(Session *session, const char *word, size_t *count)
{
    size_t room = 0;
    const char **files = arena_grow(session->arena, NULL, 0, &room, sizeof *files);
    *count = 0;
    if (!is_folder(word)) {
        files[(*count)++] = word;
        return files;
    }
    DIR *folder = opendir(word);
    if (folder == NULL) {
        diag_plain(session->diag, DIAG_E0801, word, reason_words(errno), NULL);
        return NULL;
    }
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (!is_rule_file(entry->d_name))
            continue;
        files = arena_grow(session->arena, files, *count, &room, sizeof *files);
        bool has_slash = word[strlen(word) - 1] == '/';
        files[(*count)++] =
            arena_format(session->arena, "%s%s%s", word, has_slash ? "" : "/", entry->d_name);
    }
    closedir(folder);
    qsort(files, *count, sizeof *files, by_name);
    if (*count > 0)
        return files;
    diag_plain(session->diag, DIAG_E0829, word, NULL);
    return NULL;
}

Language script_language(const Session *session, const Node *file)
{
    size_t english = 0, chinese = 0;
    for (const Node *node = file->first; node != NULL; node = node->next) {
        Text text = diag_source_text(session->diag, node->span.source);
        size_t start = node->span.start;
        bool is_ascii = start >= text.size || (unsigned char)text.at[start] < 0x80;
        english += is_ascii;
        chinese += !is_ascii;
    }
    return chinese > english ? LANG_ZH : LANG_EN;
}

/* Files by what is in them: rules, a run script, a roster, events. */
#include "repl/shell/shell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "interp/source.h"

/* ---- Tables ---- */

static bool is_table(const char *path)
{
    size_t size = strlen(path);
    return size > 4 && strcmp(path + size - 4, ".csv") == 0;
}

/* One of the names in a header, quoted or not. */
static bool has_column(Text header, const char *english, const char *chinese)
{
    for (size_t from = 0, at = 0; at <= header.size; at++) {
        if (at < header.size && header.at[at] != ',')
            continue;
        Text name = text_trim(text_slice(header, from, at));
        if (name.size > 1 && name.at[0] == '"')
            name = text_slice(name, 1, name.size - 1);
        if (text_is(name, english) || text_is(name, chinese))
            return true;
        from = at + 1;
    }
    return false;
}

/* Events have a date and a kind; a roster has not both. */
static bool has_events(const char *path)
{
    char *line = NULL;
    size_t room = 0;
    FILE *file = fopen(path, "re");
    ssize_t size = file == NULL ? -1 : getline(&line, &room, file);
    Text header = size < 0 ? TEXT("") : text_trim((Text){line, (size_t)size});
    if (text_starts(header, "\xEF\xBB\xBF"))
        header = text_slice(header, 3, header.size);
    bool good = has_column(header, "date", "日期") && has_column(header, "kind", "事项");
    free(line);
    if (file != NULL)
        fclose(file);
    return good;
}

static bool add_table(Shell *shell, const char *path)
{
    desk_add_path(&shell->desk, has_events(path) ? &shell->desk.events : &shell->desk.roster, path);
    return true;
}

/* ---- Rules and run scripts ---- */

static bool has_role(const Node *file, StatementRole role)
{
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (statement_role(node) == role)
            return true;
    return false;
}

/* All statements of a role, as a run script has them. */
static bool carry_out(Desk *desk, const Node *file, StatementRole role)
{
    bool good = true;
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (statement_role(node) == role)
            good = statement_run(desk, node) && good;
    return good;
}

bool shell_give(Shell *shell)
{
    bool good = true;
    for (size_t i = 0; i < shell->given_count; i++) {
        const char *word = shell->given[i];
        Text name = {word, strcspn(word, "=")};
        if (inputs_find(&shell->desk.inputs, name) != NULL)
            good = inputs_give(&shell->desk.inputs, word) && good;
    }
    return good;
}

/* A run script is loaded with all that its questions stand on. */
static bool add_script(Shell *shell, const Node *file, uint32_t source, const char *path)
{
    Desk *desk = &shell->desk;
    const char *typed_in = desk->script;
    desk->script = path;
    bool good = carry_out(desk, file, ROLE_INPUT) && shell_give(shell) &&
                inputs_complete(&desk->inputs) && carry_out(desk, file, ROLE_RULES) &&
                carry_out(desk, file, ROLE_DATA);
    if (good && has_role(file, ROLE_DECLARATION))
        desk_add_source(desk, source);
    desk->script = typed_in;
    return good;
}

bool shell_add_file(Shell *shell, const void *what)
{
    uint32_t source = 0;
    struct stat about;
    Session *session = shell->session;
    const char *path = what;
    if (is_table(path))
        return add_table(shell, path);
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode))
        return desk_add_rules(&shell->desk, path);
    size_t before = diag_errors(session->diag);
    if (!source_read(session->arena, session->diag, path, &source))
        return false;
    const Node *file = parse_source(session->arena, session->diag, source);
    if (diag_errors(session->diag) > before)
        return false;
    bool is_script = has_role(file, ROLE_RULES) || has_role(file, ROLE_DATA) ||
                     has_role(file, ROLE_INPUT) || has_role(file, ROLE_QUERY);
    return is_script ? add_script(shell, file, source, path) : desk_add_rules(&shell->desk, path);
}

bool shell_load(Shell *shell, const char *path)
{
    return shell_change(shell, shell_add_file, shell_keep(shell, path));
}

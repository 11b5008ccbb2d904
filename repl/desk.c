/* Rules and data from the paths that statements name, and the outputs of queries. */
#include "repl/desk.h"

#include <string.h>

#include "interp/event/log.h"
#include "interp/source.h"
#include "repl/script.h"

/* ---- Rules and data ---- */

static void add(Desk *desk, const char *path, uint32_t source)
{
    RuleTexts *rules = &desk->rules;
    rules->at =
        arena_grow(desk->session->arena, rules->at, rules->count, &rules->room, sizeof *rules->at);
    rules->at[rules->count++] = (RuleText){path, source};
}

void desk_add_source(Desk *desk, uint32_t source)
{
    add(desk, NULL, source);
}

static bool is_known(const Desk *desk, const char *path)
{
    for (size_t i = 0; i < desk->rules.count; i++)
        if (desk->rules.at[i].path != NULL && strcmp(desk->rules.at[i].path, path) == 0)
            return desk->is_lasting;
    return false;
}

bool desk_add_rules(Desk *desk, const char *path)
{
    uint32_t source = 0;
    if (is_known(desk, path))
        return true;
    if (!source_read(desk->session->arena, desk->session->diag, path, &source))
        return false;
    add(desk, path, source);
    return true;
}

void desk_add_path(Desk *desk, PathList *paths, const char *path)
{
    for (size_t i = 0; i < paths->count && desk->is_lasting; i++)
        if (strcmp(paths->at[i], path) == 0)
            return;
    paths->at =
        arena_grow(desk->session->arena, paths->at, paths->count, &paths->room, sizeof *paths->at);
    paths->at[paths->count++] = path;
}

/* Also of `unit=units.csv`: the file lies beside the script. */
static const char *path_of_roster(Arena *arena, const char *script, Text path)
{
    const char *whole = script_path(arena, script, path);
    const char *word = text_copy(arena, path).at;
    if (roster_file(whole) == whole)
        return whole;
    const char *file = roster_file(word);
    return arena_format(arena, "%.*s%s", (int)(file - word), word,
                        script_path(arena, script, text_from(file)));
}

/* As seen from the folder of the script. */
typedef const char *PathOf(Arena *arena, const char *script, Text path);

static bool add_paths(Desk *desk, const Node *statement, PathOf *path_of, PathList *paths)
{
    bool good = true;
    Arena *arena = desk->session->arena;
    for (const Node *text = statement->first; text != NULL; text = text->next) {
        Text filled = {0};
        good = inputs_fill(&desk->inputs, text, &filled) && good;
        desk_add_path(desk, paths, path_of(arena, desk->script, filled));
    }
    return good;
}

bool desk_paths(Desk *desk, const Node *statement, PathList *paths)
{
    return add_paths(desk, statement, script_path, paths);
}

bool desk_rosters(Desk *desk, const Node *statement)
{
    return add_paths(desk, statement, path_of_roster, &desk->roster);
}

bool desk_load_rules(Desk *desk, const uint32_t *also)
{
    Session *session = desk->session;
    const RuleTexts *rules = &desk->rules;
    uint32_t *sources = arena_alloc(session->arena, (rules->count + 1) * sizeof *sources);
    for (size_t i = 0; i < rules->count; i++)
        sources[i] = rules->at[i].source;
    if (also != NULL)
        sources[rules->count] = *also;
    desk->job.engine = session_engine(session);
    job_tell(&desk->job);
    return engine_load_sources(desk->job.engine, sources, rules->count + (also != NULL), true);
}

bool desk_load_data(Desk *desk)
{
    return job_load_roster(&desk->job, desk->roster.at, desk->roster.count) &&
           job_open_events(&desk->job, desk->events.at, desk->events.count);
}

/* ---- Queries ---- */

Text desk_period(const Desk *desk, const Node *query)
{
    const Node *in = node_find(query, NODE_IN);
    return in == NULL || in->first == NULL ? TEXT("") : inputs_period(&desk->inputs, in->first);
}

/* What the script itself writes of an output's path: the value of an input is the caller's own. */
static bool stays_inside(Desk *desk, const Node *text)
{
    Text path = text->name;
    bool inside = path.size == 0 || path.at[0] != '/';
    for (size_t from = 0, at = 0; at <= path.size; at++)
        if (at == path.size || path.at[at] == '/') {
            inside = inside && !text_is(text_slice(path, from, at), "..");
            from = at + 1;
        }
    if (!inside)
        diag_add(desk->session->diag, DIAG_E0612, text->span,
                 text_copy(desk->session->arena, path).at, NULL);
    return inside;
}

bool desk_path(Desk *desk, const Inputs *inputs, const Node *text, const char **path)
{
    Text filled = {0};
    if (!stays_inside(desk, text) || !inputs_fill(inputs, text, &filled))
        return false;
    *path = script_path(desk->session->arena, desk->script, filled);
    return true;
}

Output *desk_file(Desk *desk, const char *path, Span place)
{
    return job_may_write(&desk->job, path, &place) ? outputs_file(&desk->outputs, path, place)
                                                   : NULL;
}

Output *desk_output(Desk *desk, const Node *query, const char **path)
{
    const Node *output = node_find(query, NODE_OUTPUT);
    *path = NULL;
    if (output == NULL || output->first == NULL) {
        output_string(desk->outputs.standard, desk->asked++ > 0 ? "\n" : "");
        return desk->outputs.standard;
    }
    if (!desk_path(desk, &desk->inputs, output->first, path))
        return NULL;
    return desk_file(desk, *path, output->span);
}

/* merit run: a script of rules, data, questions and outputs. */
#include "repl/command.h"

#include <string.h>

#include "grammar/ast.h"
#include "repl/inputs.h"
#include "repl/job.h"
#include "repl/listing.h"
#include "repl/outputs.h"
#include "repl/script.h"

typedef struct Run {
    Session *session;
    const char *path; /* of the script */
    const Node *file;
    Inputs inputs;
    Outputs outputs;
    Job job;
    size_t asked; /* queries so far: those on standard output stand apart */
    bool adds_up;
} Run;

/* ---- What the statements name ---- */

typedef struct Paths {
    const char **at;
    size_t count, room;
} Paths;

/* The texts of all statements of a kind, filled in, as seen from the script's folder. */
static bool collect_paths(Run *run, NodeKind kind, Paths *paths)
{
    bool good = true;
    for (const Node *node = node_find(run->file, kind); node != NULL; node = node_next(node, kind))
        for (const Node *text = node->first; text != NULL; text = text->next) {
            Text filled = {0};
            good = inputs_fill(&run->inputs, text, &filled) && good;
            paths->at = arena_grow(run->session->arena, paths->at, paths->count, &paths->room,
                                   sizeof *paths->at);
            paths->at[paths->count] = script_path(run->session->arena, run->path, filled);
            good =
                (kind != NODE_USE || script_may_use(run->session, text, paths->at[paths->count])) &&
                good;
            paths->count++;
        }
    return good;
}

static bool is_query(const Node *node)
{
    return node->kind == NODE_SHOW || node->kind == NODE_WHY || node->kind == NODE_LIST;
}

static const Node *first_query(const Node *file)
{
    for (const Node *node = file->first; node != NULL; node = node->next)
        if (is_query(node))
            return node;
    return NULL;
}

static bool is_undecided(const Node *list)
{
    return list->first != NULL && list->first->kind == NODE_UNDECIDED;
}

static bool needs_data(const Node *file)
{
    for (const Node *list = node_find(file, NODE_LIST); list; list = node_next(list, NODE_LIST))
        if (is_undecided(list))
            return true;
    return node_find(file, NODE_SHOW) != NULL || node_find(file, NODE_WHY) != NULL;
}

static bool load_rules(Run *run)
{
    Paths paths = {0};
    const Node *query = first_query(run->file);
    bool has_rules = node_find(run->file, NODE_USE) != NULL ||
                     node_find(run->file, NODE_SECTION) != NULL ||
                     node_find(run->file, NODE_SCORE) != NULL;
    if (query != NULL && !has_rules) {
        diag_add(run->session->diag, DIAG_E0601, query->span, node_label(query->kind), NULL);
        return false;
    }
    if (!collect_paths(run, NODE_USE, &paths))
        return false;
    paths.at =
        arena_grow(run->session->arena, paths.at, paths.count, &paths.room, sizeof *paths.at);
    paths.at[paths.count++] = run->path;
    if (!engine_load_rules(run->job.engine, paths.at, paths.count, true))
        return false;
    if (query == NULL)
        diag_plain(run->session->diag, DIAG_E0831, run->path, NULL);
    return query != NULL;
}

/* `recorded until`: the day whose knowledge counts. */
static bool as_known(Run *run)
{
    const Node *until = node_find(run->file, NODE_RECORDED_UNTIL);
    const Node *again = until == NULL ? NULL : node_next(until, NODE_RECORDED_UNTIL);
    if (again != NULL)
        diag_add(run->session->diag, DIAG_E0835, again->span, NULL);
    if (until == NULL || until->first == NULL)
        return true;
    Text date = inputs_period(&run->inputs, until->first);
    return job_as_of(&run->job, date, &until->first->span) && again == NULL;
}

static bool load_data(Run *run)
{
    Paths roster = {0}, events = {0};
    if (!needs_data(run->file))
        return true;
    if (!collect_paths(run, NODE_ROSTER, &roster) || !collect_paths(run, NODE_EVENTS, &events))
        return false;
    if (roster.count == 0 || events.count == 0) {
        diag_add(run->session->diag, DIAG_E0608, first_query(run->file)->span, NULL);
        return false;
    }
    const Node *accept = node_find(run->file, NODE_ACCEPT);
    Ratio most = RATIO(0);
    if (accept != NULL && accept->first != NULL && ratio_parse(&most, accept->first->name) &&
        most.num > 0)
        run->job.accept_rejects = (uint64_t)(most.num / most.den);
    if (!as_known(run))
        return false;
    return job_load_data(&run->job, roster.at, roster.count, events.at, events.count);
}

/* ---- Queries ---- */

/* What the script itself writes of an output's path: the value of an input is the caller's own. */
static bool stays_inside(Run *run, const Node *text)
{
    Text path = text->name;
    bool inside = path.size == 0 || path.at[0] != '/';
    for (size_t from = 0, at = 0; at <= path.size; at++)
        if (at == path.size || path.at[at] == '/') {
            inside = inside && !text_is(text_slice(path, from, at), "..");
            from = at + 1;
        }
    if (!inside)
        diag_add(run->session->diag, DIAG_E0612, text->span,
                 text_copy(run->session->arena, path).at, NULL);
    return inside;
}

/* Where a query writes to: its file, or standard output. NULL with a diagnostic. */
static Output *destination(Run *run, const Node *query, const char **path)
{
    const Node *output = node_find(query, NODE_OUTPUT);
    Text filled = {0};
    *path = NULL;
    if (output == NULL || output->first == NULL) {
        output_string(run->outputs.standard, run->asked++ > 0 ? "\n" : "");
        return run->outputs.standard;
    }
    if (!stays_inside(run, output->first) || !inputs_fill(&run->inputs, output->first, &filled))
        return NULL;
    *path = script_path(run->session->arena, run->path, filled);
    return job_may_write(&run->job, *path, &output->span)
               ? outputs_file(&run->outputs, *path, output->span)
               : NULL;
}

static Text period_of(const Run *run, const Node *query)
{
    const Node *in = node_find(query, NODE_IN);
    return in == NULL || in->first == NULL ? TEXT("") : inputs_period(&run->inputs, in->first);
}

static bool form_of(Run *run, const Node *query, const char *path, ScoreForm *form)
{
    const Node *as = node_find(query, NODE_AS);
    *form = (ScoreForm){.format = job_format_of(path, REPORT_TABLE),
                        .style = {.color = run->session->color_out && path == NULL}};
    if (as == NULL || report_format_find(&form->format, as->name))
        return true;
    diag_add(run->session->diag, DIAG_E0607, as->span, text_copy(run->session->arena, as->name).at,
             NULL);
    return false;
}

/* The condition of a query: the engine read the script anew, and has the queries in their order. */
static const Expr *where_of(const Run *run, const Node *query)
{
    const Ir *ir = engine_ir(run->job.engine);
    for (size_t i = 0; i < ir->query_count; i++) {
        Span span = ir->queries[i]->span;
        Text source = diag_source_name(run->session->diag, span.source);
        if (span.start == query->span.start && span.end == query->span.end &&
            text_is(source, run->path))
            return ir->query_where[i];
    }
    return NULL;
}

static bool run_show(Run *run, const Node *query)
{
    const char *path = NULL;
    ScoreForm form;
    size_t room = 0;
    Text *names = NULL;
    Asked asked = {.period = period_of(run, query), .where = where_of(run, query)};
    for (const Node *name = node_find(query, NODE_NAME); name != NULL;
         name = node_next(name, NODE_NAME)) {
        names = arena_grow(run->session->arena, names, asked.name_count, &room, sizeof *names);
        names[asked.name_count++] = name->name;
    }
    asked.names = names;
    if (node_find(query, NODE_OF) != NULL)
        asked.kind = node_find(query, NODE_OF)->name;
    Output *out = destination(run, query, &path);
    return out != NULL && form_of(run, query, path, &form) &&
           job_scores(&run->job, &asked, form, out);
}

static bool run_why_query(Run *run, const Node *query)
{
    const char *path = NULL;
    const Node *entity = node_find(query, NODE_ENTITY);
    Asked asked = {.period = period_of(run, query), .names = &query->name, .name_count = 1};
    const Input *input = entity == NULL ? NULL : inputs_find(&run->inputs, entity->name);
    bool adds_up = true;
    if (entity == NULL || !inputs_fill(&run->inputs, entity, &asked.person))
        return false;
    if (input != NULL)
        asked.person = input->value;
    Output *out = destination(run, query, &path);
    bool as_json = job_format_of(path, REPORT_TABLE) == REPORT_JSON;
    bool good = out != NULL && job_why(&run->job, &asked, as_json, out, &adds_up);
    run->adds_up = run->adds_up && adds_up;
    return good;
}

static bool run_list(Run *run, const Node *query)
{
    const char *path = NULL;
    Text what = query->first == NULL ? query->name : text_from(node_label(query->first->kind));
    Output *out = destination(run, query, &path);
    if (is_undecided(query))
        return job_undecided(&run->job, out);
    if (listing_print(engine_ir(run->job.engine), what, run->session->language, out))
        return true;
    diag_add(run->session->diag, DIAG_E0606, query->span, text_copy(run->session->arena, what).at,
             NULL);
    return false;
}

static bool run_queries(Run *run)
{
    bool good = true;
    for (const Node *node = run->file->first; node != NULL && good; node = node->next) {
        if (node->kind == NODE_SHOW)
            good = run_show(run, node);
        else if (node->kind == NODE_WHY)
            good = run_why_query(run, node);
        else if (node->kind == NODE_LIST)
            good = run_list(run, node);
    }
    return good;
}

/* ---- The script ---- */

static bool read_script(Run *run, const Arguments *arguments)
{
    uint32_t source = 0;
    Session *session = run->session;
    if (!session_source(session, run->path, &source))
        return false;
    run->file = parse_source(session->arena, session->diag, source);
    return run->file != NULL && diag_errors(session->diag) == 0 &&
           inputs_read(session, run->file, arguments->words + 1, arguments->word_count - 1,
                       &run->inputs);
}

int run_script(Session *session, const Arguments *arguments)
{
    Run run = {.session = session, .path = arguments->words[0], .adds_up = true};
    run.job = (Job){.session = session, .engine = session_engine(session)};
    outputs_start(&run.outputs, session);
    bool good = read_script(&run, arguments) && load_rules(&run) && load_data(&run) &&
                run_queries(&run) && run.adds_up;
    good = outputs_finish(&run.outputs, good);
    int status = EXIT_DONE;
    if (!run.adds_up)
        status = EXIT_INTERNAL;
    else if (!good)
        status = session_failed(session, run.job.engine);
    return status;
}

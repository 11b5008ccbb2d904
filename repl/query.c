/* Questions of a script or of the shell: show, why, list. */
#include "repl/statement.h"

#include "repl/listing.h"

static bool form_of(Desk *desk, const Node *query, const char *path, ScoreForm *form)
{
    const Node *as = node_find(query, NODE_AS);
    *form = (ScoreForm){.format = job_format_of(path, desk->format),
                        .style = {.color = desk->session->color_out && path == NULL}};
    if (as == NULL || report_format_find(&form->format, as->name))
        return true;
    diag_add(desk->session->diag, DIAG_E0607, as->span,
             text_copy(desk->session->arena, as->name).at, NULL);
    return false;
}

/* The condition of a query that the engine read with the rules. */
static const Expr *where_of(const Desk *desk, const Node *query)
{
    const Ir *ir = engine_ir(desk->job.engine);
    for (size_t i = 0; i < ir->query_count; i++)
        if (ir->queries[i] == query)
            return ir->query_where[i];
    return NULL;
}

bool query_show(Desk *desk, const Node *query)
{
    const char *path = NULL;
    ScoreForm form;
    size_t room = 0;
    Text *names = NULL;
    Asked asked = {.period = desk_period(desk, query), .where = where_of(desk, query)};
    for (const Node *name = node_find(query, NODE_NAME); name != NULL;
         name = node_next(name, NODE_NAME)) {
        names = arena_grow(desk->session->arena, names, asked.name_count, &room, sizeof *names);
        names[asked.name_count++] = name->name;
    }
    asked.names = names;
    if (node_find(query, NODE_OF) != NULL)
        asked.kind = node_find(query, NODE_OF)->name;
    Output *out = desk_output(desk, query, &path);
    return out != NULL && form_of(desk, query, path, &form) &&
           job_scores(&desk->job, &asked, form, out);
}

bool query_why(Desk *desk, const Node *query)
{
    const char *path = NULL;
    const Node *entity = node_find(query, NODE_ENTITY);
    Asked asked = {.period = desk_period(desk, query), .names = &query->name, .name_count = 1};
    const Input *input = entity == NULL ? NULL : inputs_find(&desk->inputs, entity->name);
    bool adds_up = true;
    if (entity == NULL || !inputs_fill(&desk->inputs, entity, &asked.person))
        return false;
    if (input != NULL)
        asked.person = input->value;
    Output *out = desk_output(desk, query, &path);
    bool as_json = job_format_of(path, REPORT_TABLE) == REPORT_JSON;
    bool good = out != NULL && job_why(&desk->job, &asked, as_json, out, &adds_up);
    desk->adds_up = desk->adds_up && adds_up;
    return good;
}

bool query_list(Desk *desk, const Node *query)
{
    const char *path = NULL;
    bool named = query->first->kind == NODE_NAME;
    Text what = named ? query->first->name : text_from(node_label(query->first->kind));
    Output *out = desk_output(desk, query, &path);
    if (statement_need(query) == NEEDS_DATA)
        return job_undecided(&desk->job, out);
    if (listing_print(engine_ir(desk->job.engine), what, desk->session->language, out))
        return true;
    diag_add(desk->session->diag, DIAG_E0606, query->span, text_copy(desk->session->arena, what).at,
             NULL);
    return false;
}

/* Questions of a script or of the shell: show, why, list. */
#include "repl/statement.h"

#include "repl/listing.h"

static bool form_of(Desk *desk, const Node *query, const char *path, ScoreForm *form)
{
    const Node *as = node_find(query, NODE_AS);
    *form = (ScoreForm){.format = job_format_of(path, desk->format),
                        .style = {.color = desk->session->color_out && path == NULL,
                                  .language = desk->session->language}};
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

bool query_asked(Desk *desk, const Node *query, Asked *out)
{
    size_t room = 0;
    Text *names = NULL;
    const Node *of = node_find(query, NODE_OF);
    *out = (Asked){.period = desk_period(desk, query), .where = where_of(desk, query)};
    for (const Node *name = node_find(query, NODE_NAME); name != NULL;
         name = node_next(name, NODE_NAME)) {
        names = arena_grow(desk->session->arena, names, out->name_count, &room, sizeof *names);
        names[out->name_count++] = name->name;
    }
    out->names = names;
    Text whose = TEXT("");
    if (of != NULL && !inputs_fill(&desk->inputs, of, &whose))
        return false;
    if (of != NULL && inputs_find(&desk->inputs, whose) != NULL)
        whose = inputs_find(&desk->inputs, whose)->value;
    if (of != NULL && ir_find_subject(engine_ir(desk->job.engine), whose) >= 0)
        out->kind = whose;
    else
        out->person = whose;
    return true;
}

/* The word that leads an item of a query, as it was written. */
static const char *leading_word(Desk *desk, const Node *item)
{
    Text text = text_slice(diag_source_text(desk->session->diag, item->span.source),
                           item->span.start, item->span.end);
    size_t end = 0;
    while (end < text.size && text.at[end] != ' ' && text.at[end] != '\n')
        end++;
    return text_copy(diag_arena(desk->session->diag), text_slice(text, 0, end)).at;
}

bool query_is_plain(Desk *desk, const Node *query, const char *words)
{
    static const NodeKind kinds[] = {NODE_SORT_BY, NODE_TOP, NODE_EACH, NODE_LOWEST_FIRST};
    bool good = true;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const Node *item = node_find(query, kinds[i]);
        if (item == NULL)
            continue;
        diag_add(desk->session->diag, DIAG_E0615, item->span, leading_word(desk, item), words,
                 NULL);
        good = false;
    }
    return good;
}

bool query_show(Desk *desk, const Node *query)
{
    const char *path = NULL;
    ScoreForm form;
    Asked asked;
    if (!query_asked(desk, query, &asked))
        return false;
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

bool query_bulletin(Desk *desk, const Node *query)
{
    const char *path = NULL;
    ScoreForm form;
    Asked asked;
    if (!query_is_plain(desk, query, BOTH("a bulletin", "通报")) ||
        !query_asked(desk, query, &asked))
        return false;
    Output *out = desk_output(desk, query, &path);
    return out != NULL && form_of(desk, query, path, &form) &&
           job_bulletin(&desk->job, &asked, form.format, out);
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

/* Questions of a script or of the shell: show, why, list. */
#include "repl/statement.h"

#include "repl/listing.h"
#include "repl/query_work.h"

bool query_form(Desk *desk, const Node *query, const char *path, ScoreForm *form)
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

bool query_top(Desk *desk, const Node *query, uint64_t *top)
{
    Ratio number = RATIO(0);
    const Node *node = node_find(query, NODE_TOP);
    *top = 0;
    if (node == NULL || node->first == NULL)
        return true;
    if (!ratio_parse(&number, node->first->name) || number.den != 1 || number.num < 1) {
        diag_add(desk->session->diag, DIAG_E0642, node->span,
                 text_copy(desk->session->arena, node->first->name).at, NULL);
        return false;
    }
    *top = (uint64_t)number.num;
    return true;
}

bool query_entity(Desk *desk, const Node *entity, Text *out)
{
    const Input *input = inputs_find(&desk->inputs, entity->name);
    if (input == NULL)
        return inputs_fill(&desk->inputs, entity, out);
    *out = input->value;
    return true;
}

/* The first score that is shown, where `top` says nothing of an order. */
static const Expr *first_score(Desk *desk, const Asked *asked)
{
    const Ir *ir = engine_ir(desk->job.engine);
    int item = ir_find_item(ir, text_fold(desk->session->arena, asked->names[0]));
    Expr *expr = arena_alloc(desk->session->arena, sizeof *expr);
    if (item >= 0)
        *expr = (Expr){.op = EXPR_CELL, .type = ir->items[item].type, .index = (uint32_t)item};
    return item >= 0 ? expr : NULL;
}

static bool is_verdict(const Ir *ir, const Expr *expr)
{
    return expr != NULL && expr->op == EXPR_CELL &&
           (ir->items[expr->index].kind == ITEM_RANK || ir->items[expr->index].kind == ITEM_GRADE);
}

static void names_of(Desk *desk, const Node *query, Asked *asked)
{
    size_t room = 0;
    Text *names = NULL;
    for (const Node *name = node_find(query, NODE_NAME); name != NULL;
         name = node_next(name, NODE_NAME)) {
        names = arena_grow(desk->session->arena, names, asked->name_count, &room, sizeof *names);
        names[asked->name_count++] = name->name;
    }
    asked->names = names;
}

bool query_asked(Desk *desk, const Node *query, Asked *out)
{
    const Node *of = node_find(query, NODE_OF);
    const IrQuery *means = engine_query(desk->job.engine, query);
    if (means == NULL)
        return false;
    *out = (Asked){.period = desk_period(desk, query),
                   .where = means->where,
                   .by = means->by,
                   .lowest_first = node_find(query, NODE_LOWEST_FIRST) != NULL,
                   .by_period = means->each != UINT32_MAX,
                   .each = means->each};
    names_of(desk, query, out);
    if (of != NULL && means->entity == NULL)
        out->kind = of->name;
    if (!query_top(desk, query, &out->top) ||
        (means->entity != NULL && !query_entity(desk, means->entity, &out->person)))
        return false;
    if (out->by == NULL && (out->top > 0 || out->lowest_first))
        out->by = first_score(desk, out);
    out->by_verdict = is_verdict(engine_ir(desk->job.engine), out->by);
    return true;
}

static bool show_scores(Desk *desk, const Node *query)
{
    const char *path = NULL;
    ScoreForm form;
    Asked asked;
    if (!query_asked(desk, query, &asked))
        return false;
    Output *out = desk_output(desk, query, &path);
    return out != NULL && query_form(desk, query, path, &form) &&
           job_scores(&desk->job, &asked, form, out);
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
    return node_find(query, NODE_NAME) != NULL ? show_scores(desk, query)
                                               : query_records(desk, query);
}

bool query_why(Desk *desk, const Node *query)
{
    const char *path = NULL;
    const Node *entity = node_find(query, NODE_ENTITY);
    Asked asked = {.period = desk_period(desk, query), .names = &query->name, .name_count = 1};
    bool adds_up = true;
    if (entity == NULL || !query_entity(desk, entity, &asked.person))
        return false;
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
    return out != NULL && query_form(desk, query, path, &form) &&
           job_bulletin(&desk->job, &asked, form.format, out);
}

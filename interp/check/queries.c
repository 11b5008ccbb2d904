/* Queries: the names that they show, whose they are, what chooses and orders their rows. */
#include "interp/check/work.h"

/* ---- Parts ---- */

/* `of` names a kind of subject, or one of them: who that is, the roster tells. */
static void of_read(Check *c, IrQuery *query)
{
    const Node *of = node_find(query->node, NODE_OF);
    const Symbol *kind = of == NULL ? NULL : scope_find(c, SPACE_SUBJECTS, node_word(of));
    if (kind != NULL)
        query->subject = kind->index;
    else
        query->entity = of;
}

static void each_read(Check *c, IrQuery *query)
{
    const Node *each = node_find(query->node, NODE_EACH);
    if (each == NULL)
        return;
    query->each = calendar_find(c, each->name, each->span);
    if (query->each == NONE || query->calendar == NONE || query->each == query->calendar)
        return;
    SAY(c, E0640, each->span, say_name(c, &c->ir->calendars[query->each].name),
        say_name(c, &c->ir->calendars[query->calendar].name), NULL);
}

static void where_read(Check *c, const Env *env, IrQuery *query)
{
    const Node *where = node_find(query->node, NODE_WHERE);
    if (where != NULL && where->first != NULL)
        query->where = expr_condition(c, env, where->first);
}

static void by_read(Check *c, const Env *env, IrQuery *query)
{
    const Node *by = node_find(query->node, NODE_SORT_BY);
    if (by != NULL && by->first != NULL)
        query->by = expr_check(c, env, by->first, NULL);
}

/* ---- By kind ---- */

static void show_scores(Check *c, IrQuery *query)
{
    for (const Node *at = node_find(query->node, NODE_NAME); at != NULL;
         at = node_next(at, NODE_NAME)) {
        const Symbol *symbol = need_symbol(c, SPACE_THINGS, at->name, at->span, ITEM_BITS);
        if (symbol == NULL)
            continue;
        if (query->subject == NONE)
            query->subject = c->ir->items[symbol->index].subject;
        if (query->calendar == NONE)
            query->calendar = c->ir->items[symbol->index].calendar;
    }
    Env env = cell_env(c, query->subject, query->calendar);
    each_read(c, query);
    where_read(c, &env, query);
    by_read(c, &env, query);
}

/* Rows of the log and what became of them, of whoever they are; conditions read the roster of the
 * kind that `of` names, else of the first. */
static void show_records(Check *c, IrQuery *query)
{
    const Node *where = node_find(query->node, NODE_WHERE);
    const Node *by = node_find(query->node, NODE_SORT_BY);
    const Node *each = node_find(query->node, NODE_EACH);
    const Node *in = node_find(query->node, NODE_IN);
    if (query->subject == NONE && c->ir->subject_count > 0)
        query->subject = 0;
    if (where != NULL && where->first != NULL)
        record_where(c, query, where->first);
    if (by != NULL && by->first != NULL)
        record_by(c, query, by->first);
    if (each != NULL)
        SAY(c, E0645, each->span, NULL);
    if (query->record == RECORD_REJECTS && in != NULL)
        SAY(c, E0646, in->span, NULL);
}

static bool shows_records(const Node *node, RecordKind *kind)
{
    static const struct {
        NodeKind node;
        RecordKind kind;
    } rows[] = {{NODE_POSTINGS, RECORD_POSTINGS},
                {NODE_EVENTS, RECORD_EVENTS},
                {NODE_REJECTS, RECORD_REJECTS},
                {NODE_NOTICE, RECORD_NOTICES}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (node_find(node, rows[i].node) != NULL) {
            *kind = rows[i].kind;
            return true;
        }
    return false;
}

static void why_read(Check *c, const Node *node)
{
    if (node->name.size > 0)
        need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), ITEM_BITS);
}

IrQuery query_read(Check *c, const Node *node)
{
    IrQuery query = {
        .node = node, .subject = NONE, .calendar = NONE, .each = NONE, .by_column = NONE};
    of_read(c, &query);
    if (node->kind == NODE_SHOW && shows_records(node, &query.record))
        show_records(c, &query);
    else if (node->kind == NODE_SHOW || node->kind == NODE_SLIP || node->kind == NODE_BULLETIN ||
             node->kind == NODE_COMPARE_QUERY)
        show_scores(c, &query);
    else if (node->kind == NODE_TALLY)
        tally_check(c, &query);
    else if (node->kind == NODE_WHY)
        why_read(c, node);
    return query;
}

/* A script that only names rules has no scores of its own: its queries are checked with those. */
void queries_check(Check *c)
{
    Ir *ir = c->ir;
    ir->queries = arena_alloc(c->arena, (c->queries.count + 1) * sizeof *ir->queries);
    for (size_t i = 0; i < c->queries.count && c->items.count > 0; i++)
        ir->queries[ir->query_count++] = query_read(c, c->queries.at[i]);
}

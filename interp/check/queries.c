/* Queries of a script that declares scores itself: the names that they show. */
#include "interp/check/work.h"

static const Expr *show_check(Check *c, const Node *node)
{
    const Node *where = node_once(c, node, NODE_WHERE), *of = node_once(c, node, NODE_OF);
    uint32_t subject = NONE, calendar = NONE;
    for (const Node *at = node_find(node, NODE_NAME); at != NULL; at = node_next(at, NODE_NAME)) {
        const Symbol *symbol = need_symbol(c, SPACE_THINGS, at->name, at->span, ITEM_BITS);
        if (symbol != NULL && subject == NONE)
            subject = c->ir->items[symbol->index].subject;
        if (symbol != NULL && calendar == NONE)
            calendar = c->ir->items[symbol->index].calendar;
    }
    if (of != NULL && scope_find(c, SPACE_SUBJECTS, node_word(of)) != NULL) {
        const Symbol *kind =
            need_symbol(c, SPACE_SUBJECTS, node_word(of), of->span, BIT(SYMBOL_SUBJECT));
        subject = kind != NULL ? kind->index : subject;
    }
    if (where == NULL)
        return NULL;
    Env env = cell_env(c, subject, calendar);
    return expr_condition(c, &env, where->first);
}

/* What the shell and scripts cannot answer yet. */
static bool is_unanswered(const Node *node)
{
    static const NodeKind kinds[] = {NODE_WHY_NOT, NODE_NEAR,          NODE_TALLY,
                                     NODE_CHECK,   NODE_COMPARE_QUERY, NODE_CLOSED_THROUGH};
    static const NodeKind parts[] = {NODE_SORT_BY,  NODE_TOP,    NODE_EACH,    NODE_LOWEST_FIRST,
                                     NODE_POSTINGS, NODE_EVENTS, NODE_REJECTS, NODE_NOTICE};
    bool found =
        node->kind == NODE_LIST && (node_find(node, NODE_CAP) || node_find(node, NODE_NOT_FIRED));
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        found = found || node->kind == kinds[i];
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        found = found || (node->kind == NODE_SHOW && node_find(node, parts[i]) != NULL);
    return found;
}

void queries_check(Check *c)
{
    c->ir->queries = c->queries.at;
    c->ir->query_count = c->queries.count;
    c->ir->query_where = arena_alloc(c->arena, (c->queries.count + 1) * sizeof *c->ir->query_where);
    if (c->items.count == 0)
        return;
    for (size_t i = 0; i < c->queries.count; i++) {
        const Node *node = c->queries.at[i];
        if (is_unanswered(node))
            refuse(c, CONSTRUCT_QUERY, node->span);
        if (node->kind == NODE_SHOW || node->kind == NODE_SLIP || node->kind == NODE_BULLETIN)
            c->ir->query_where[i] = show_check(c, node);
        else if (node->kind == NODE_WHY && node->name.size > 0)
            need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), ITEM_BITS);
    }
}

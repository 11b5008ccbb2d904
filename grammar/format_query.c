/* Queries, and changes that stand on one line. */
#include "grammar/format.h"
#include "grammar/parser.h"

static void put_path_item(Format *f, int token, const Node *item)
{
    if (!item)
        return;
    put_word(f, token);
    put_path(f, item->first);
}

/* What may follow the names of a query, in one order. */
static void put_query_items(Format *f, const Node *query)
{
    const Node *of = node_find(query, NODE_OF), *as = node_find(query, NODE_AS);
    const Node *each = node_find(query, NODE_EACH), *output = node_find(query, NODE_OUTPUT);
    const Node *lowest = node_find(query, NODE_LOWEST_FIRST), *top = node_find(query, NODE_TOP);
    put_in(f, node_find(query, NODE_IN));
    if (of) {
        put_word(f, TOKEN_OF);
        put_entity(f, of);
    }
    put_where(f, node_find(query, NODE_WHERE));
    put_path_item(f, TOKEN_BY, node_find(query, NODE_SORT_BY));
    if (lowest)
        put_item(f, lowest);
    if (top)
        put_item(f, top);
    if (each)
        put_item(f, each);
    if (as) {
        put_word(f, TOKEN_AS);
        put_name(f, as->name);
    }
    if (output) {
        put_word(f, TOKEN_OUTPUT);
        put_text(f, output->first->name);
    }
}

static void put_records(Format *f, const Node *query)
{
    if (node_find(query, NODE_POSTINGS))
        put_word(f, TOKEN_POSTINGS);
    else if (node_find(query, NODE_EVENTS))
        put_word(f, TOKEN_EVENTS);
    else if (node_find(query, NODE_REJECTS))
        put_word(f, TOKEN_REJECTS);
    else if (node_find(query, NODE_NOTICE))
        put_word(f, TOKEN_NOTICE);
}

static void put_show(Format *f, int verb, const Node *show)
{
    put_word(f, verb);
    if (node_find(show, NODE_NAME))
        put_list(f, node_find(show, NODE_NAME), NODE_NAME);
    put_records(f, show);
    put_query_items(f, show);
}

static void put_why(Format *f, int verb, const Node *why)
{
    const Node *entity = node_find(why, NODE_ENTITY);
    put_word(f, verb);
    put_name(f, why->name);
    if (why->first != entity)
        put_literal(f, why->first);
    put_word(f, TOKEN_OF);
    put_entity(f, entity);
    put_query_items(f, why);
}

/* What is listed is a name, or a keyword of declarations. */
static void put_listing(Format *f, const Node *list)
{
    static const struct {
        NodeKind kind;
        int token;
    } rows[] = {{NODE_ASSUMED, TOKEN_ASSUMED},     {NODE_UNSCORED, TOKEN_UNSCORED},
                {NODE_UNDECIDED, TOKEN_UNDECIDED}, {NODE_RULE, TOKEN_RULE},
                {NODE_EVENT, TOKEN_EVENT},         {NODE_NOT_FIRED, TOKEN_NOT_FIRED}};
    put_word(f, TOKEN_LIST);
    if (list->first->kind == NODE_NAME)
        put_name(f, list->first->name);
    if (list->first->kind == NODE_CAP)
        put_spelling(f, TOKEN_CAP, f->language == LANG_EN);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].kind == list->first->kind)
            put_word(f, rows[i].token);
    put_in(f, node_find(list, NODE_IN));
}

static void put_near(Format *f, const Node *near)
{
    put_word(f, TOKEN_NEAR);
    put_name(f, near->name);
    put_query_items(f, near);
}

static void put_check(Format *f, const Node *check)
{
    put_word(f, TOKEN_CHECK);
    put_list(f, check->first, NODE_NAME);
    put_in(f, node_find(check, NODE_IN));
}

bool put_query(Format *f, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_SHOW:
        put_show(f, TOKEN_SHOW, node);
        return true;
    case NODE_COMPARE_QUERY:
        put_show(f, TOKEN_COMPARE, node);
        return true;
    case NODE_SLIP:
        put_show(f, TOKEN_SLIP, node);
        return true;
    case NODE_BULLETIN:
        put_show(f, TOKEN_BULLETIN, node);
        return true;
    case NODE_NEAR:
        put_near(f, node);
        return true;
    case NODE_TALLY:
        put_expr(f, node->first, PRECEDENCE_PRIMARY);
        put_query_items(f, node);
        return true;
    case NODE_WHY:
        put_why(f, TOKEN_WHY, node);
        return true;
    case NODE_WHY_NOT:
        put_why(f, TOKEN_WHY_NOT, node);
        return true;
    case NODE_LIST:
        put_listing(f, node);
        return true;
    case NODE_CHECK:
        put_check(f, node);
        return true;
    default:
        return false;
    }
}

static void put_suspend(Format *f, const Node *node)
{
    put_word(f, TOKEN_SUSPEND);
    put_name(f, node->name);
    put_word(f, TOKEN_FROM);
    put_literal(f, node->first);
    put_word(f, TOKEN_UNTIL);
    put_literal(f, node->first->next);
}

static void put_strike(Format *f, const Node *node)
{
    put_word(f, TOKEN_STRIKE);
    for (const Node *event = node->first; event; event = event->next) {
        put_entity(f, event);
        if (event->next)
            put_before(f, ",");
    }
}

bool put_change_line(Format *f, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_CHANGE_VALUE:
        put_word(f, TOKEN_CHANGE);
        put_name(f, node->name);
        put_sign(f, "=");
        put_expr(f, node->first, PRECEDENCE_ARITH);
        return true;
    case NODE_REPEAL:
        put_word(f, TOKEN_REPEAL);
        put_name(f, node->name);
        return true;
    case NODE_SUSPEND:
        put_suspend(f, node);
        return true;
    case NODE_RENUMBER:
        put_word(f, TOKEN_RENUMBER);
        put_literal(f, node->first);
        put_word(f, TOKEN_TO);
        put_literal(f, node->first->next);
        return true;
    case NODE_STRIKE:
        put_strike(f, node);
        return true;
    case NODE_ALTER:
        put_word(f, TOKEN_ALTER);
        put_entity(f, node->first);
        put_assigns(f, node);
        return true;
    default:
        return false;
    }
}

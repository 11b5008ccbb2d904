/* The constructors that the grammar's actions call; the depth of the tree is bounded here. */
#include "grammar/build.h"

#include "grammar/parser.h"

static bool is_bag(const Node *node)
{
    return node->kind == NODE_FILE;
}

void build_too_deep(Parse *p, Span span)
{
    const char *bound = arena_format(diag_arena(p->diag), "%d", AST_DEPTH);
    if (!p->too_deep)
        diag_add(p->diag, DIAG_E0206, span, bound, NULL);
    p->too_deep = true;
}

/* What would make the tree too deep becomes a leaf: every walk over the tree may recurse. */
static Node *bounded(Parse *p, Node *child)
{
    if (child->depth < AST_DEPTH)
        return child;
    build_too_deep(p, child->span);
    Node *leaf = node_new(p->arena, NODE_NUMBER, child->span);
    leaf->name = TEXT("0");
    return leaf;
}

static void adopt(Parse *p, Node *parent, Node *child)
{
    if (!child)
        return;
    if (!is_bag(child)) {
        node_add(parent, bounded(p, child));
        return;
    }
    for (Node *each = child->first, *next; each; each = next) {
        next = each->next;
        each->next = NULL;
        node_add(parent, is_bag(parent) ? each : bounded(p, each));
    }
}

Node *build(Parse *p, NodeKind kind, AstOp op, Span span, Node **kids, size_t count)
{
    Node *node = node_new(p->arena, kind, span);
    node->op = (uint8_t)op;
    for (size_t i = 0; i < count; i++)
        adopt(p, node, kids[i]);
    return node;
}

Node *build_extend(Parse *p, Node *node, Span span, Node **kids, size_t count)
{
    node->span = span;
    for (size_t i = 0; i < count; i++)
        adopt(p, node, kids[i]);
    return node;
}

Node *build_name(Parse *p, Node *node, const Node *from)
{
    (void)p;
    if (from) {
        node->name = from->name;
        node->alias = from->alias;
        node->name_span = from->span;
    }
    return node;
}

Node *build_alias(Parse *p, Node *name, const Node *alias, Span span)
{
    (void)p;
    name->alias = alias->name;
    name->span = span;
    return name;
}

Node *build_id(Parse *p, Node *entity, const Node *part, Span span)
{
    entity->name = text_from(arena_format(p->arena, "%.*s-%.*s", (int)entity->name.size,
                                          entity->name.at, (int)part->name.size, part->name.at));
    entity->span = span;
    entity->name_span = span;
    return entity;
}

Node *build_relabel(Node *leaf, NodeKind kind)
{
    leaf->kind = kind;
    return leaf;
}

void build_statement(Parse *p, Node *statement)
{
    adopt(p, p->file, statement);
}

static NodeKind leaf_kind(int token)
{
    switch (token) {
    case TOKEN_NAME:
        return NODE_NAME;
    case TOKEN_NUMBER:
        return NODE_NUMBER;
    case TOKEN_QUANTITY:
        return NODE_QUANTITY;
    case TOKEN_DATE:
        return NODE_DATE;
    case TOKEN_PERIOD_LITERAL:
        return NODE_PERIOD_LITERAL;
    case TOKEN_TEXT:
        return NODE_TEXT;
    case TOKEN_BOOK:
        return NODE_BOOK;
    case TOKEN_CLAUSE:
        return NODE_CLAUSE;
    default: /* tokens are bison's enumeration, not ours */
        return NODE_FILE;
    }
}

Node *build_leaf(Parse *p, const Token *token)
{
    NodeKind kind = leaf_kind(token->kind);
    if (kind == NODE_FILE)
        return NULL;
    Node *leaf = node_new(p->arena, kind, token->span);
    leaf->name = token->text;
    leaf->unit = token->unit;
    leaf->per = token->per;
    return leaf;
}

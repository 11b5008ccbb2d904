/* Nodes: making them, finding children, comparing trees. */
#include "grammar/ast.h"

#include "grammar/order.h"

static const char *const labels[NODE_KINDS] = {
#define NODE(kind, label) [NODE_##kind] = label,
#include "grammar/ast.def"
#undef NODE
};

const char *node_label(NodeKind kind)
{
    return labels[kind];
}

Node *node_new(Arena *arena, NodeKind kind, Span span)
{
    Node *node = arena_alloc(arena, sizeof *node);
    node->kind = kind;
    node->span = span;
    node->name_span = span;
    node->depth = 1;
    return node;
}

Node *node_add(Node *parent, Node *child)
{
    if (!parent || !child)
        return parent;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    if (parent->depth <= child->depth)
        parent->depth = (uint16_t)(child->depth + 1);
    return parent;
}

const Node *node_find(const Node *parent, NodeKind kind)
{
    const Node *child = parent->first;
    while (child && child->kind != kind)
        child = child->next;
    return child;
}

const Node *node_next(const Node *node, NodeKind kind)
{
    do
        node = node->next;
    while (node && node->kind != kind);
    return node;
}

size_t node_count(const Node *parent, NodeKind kind)
{
    size_t count = 0;
    for (const Node *child = parent->first; child; child = child->next)
        count += child->kind == kind;
    return count;
}

bool node_equal(const Node *a, const Node *b)
{
    if (a->kind != b->kind || a->op != b->op || a->unit != b->unit || a->per != b->per ||
        !text_equal(a->name, b->name) || !text_equal(a->alias, b->alias))
        return false;
    const Node *left = order_first(a), *right = order_first(b);
    for (; left && right; left = order_next(a, left), right = order_next(b, right))
        if (!node_equal(left, right))
            return false;
    return !left && !right;
}

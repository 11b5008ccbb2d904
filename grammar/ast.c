/* Nodes: making them, finding children, comparing trees. */
#include "grammar/ast.h"

#include "grammar/order.h"
#include "grammar/words.h"

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

/* `each month` and `每 月` are the same; elsewhere a name is what its letters are. */
static bool same_name(const Node *a, const Node *b)
{
    bool is_calendar = a->kind == NODE_EACH || a->kind == NODE_WINDOW_NAME ||
                       a->kind == NODE_WINDOW_PREVIOUS || a->kind == NODE_NEXT;
    return text_equal(a->name, b->name) ||
           (is_calendar &&
            text_equal(calendar_word(a->name, LANG_EN), calendar_word(b->name, LANG_EN)));
}

bool node_shares_name(const Node *a, const Node *b)
{
    return text_equal(a->name, b->name) || text_equal(a->name, b->alias) ||
           text_equal(a->alias, b->name) || (a->alias.size > 0 && text_equal(a->alias, b->alias));
}

bool node_equal(const Node *a, const Node *b)
{
    if (a->kind != b->kind || a->op != b->op || a->unit != b->unit || a->per != b->per ||
        !same_name(a, b) || !text_equal(a->alias, b->alias))
        return false;
    const Node *left = order_first(a), *right = order_first(b);
    for (; left && right; left = order_next(a, left), right = order_next(b, right))
        if (!node_equal(left, right))
            return false;
    return !left && !right;
}

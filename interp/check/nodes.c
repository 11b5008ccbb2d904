/* Small questions to the tree. */
#include "interp/check/work.h"

Name node_names(const Node *node)
{
    const Node *title = node_find(node, NODE_TITLE);
    return (Name){node->name, node->alias, title != NULL ? title->name : (Text){0}};
}

Text node_word(const Node *node)
{
    if (node->name.size > 0 || node->first == NULL)
        return node->name;
    return node_word(node->first);
}

const Node *node_once(Check *c, const Node *parent, NodeKind kind)
{
    const Node *first = node_find(parent, kind);
    const Node *second = first != NULL ? node_next(first, kind) : NULL;
    if (second != NULL) {
        SAY(c, E0323, second->span, say_node(second), NULL);
        diag_label(c->diag, first->span, BOTH("the first one", "前一处"));
    }
    return first;
}

void nodes_add(Check *c, Nodes *nodes, const Node *node)
{
    *GROW(c, nodes->at, nodes->count, nodes->room) = node;
}

void ids_add(Check *c, Ids *ids, uint32_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i] == id)
            return;
    *GROW(c, ids->at, ids->count, ids->room) = id;
}

bool path_is_word(const Node *node, Text *word)
{
    if (node->kind == NODE_PATH && node->first->next == NULL) {
        *word = node->first->name;
        return true;
    }
    *word = node->name;
    return node->kind == NODE_NAME;
}

bool node_gathers(const Node *node)
{
    return node->kind == NODE_AGGREGATE && node_find(node, NODE_VALUES) == NULL;
}

RoundDir rounding_dir(const Node *rounded)
{
    static const RoundDir dirs[AST_OPS] = {
        [OP_HALF_UP] = ROUND_HALF_UP,
        [OP_HALF_EVEN] = ROUND_HALF_EVEN,
        [OP_UP] = ROUND_UP,
        [OP_DOWN] = ROUND_DOWN,
    };
    return dirs[rounded->op];
}

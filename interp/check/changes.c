/* What-ifs, as far as they stand by themselves: rows of data, and what is compared. Their changes
 * are checked when they are made. */
#include "interp/check/work.h"

/* A name of its own may be one that is compared. */
static bool declares(const Node *node)
{
    static const NodeKind kinds[] = {NODE_SECTION, NODE_SCORE, NODE_RANK, NODE_GRADE};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (node_find(node, kinds[i]) != NULL)
            return true;
    return false;
}

static void parts_check(Check *c, const Node *node)
{
    for (const Node *at = node->first; at != NULL; at = at->next) {
        IrGiven given;
        if (at->kind == NODE_GIVEN_EVENT || at->kind == NODE_GIVEN_SUBJECT)
            given_check(c, at, &given);
        else if (at->kind == NODE_COMPARE_QUERY && !declares(node))
            nodes_add(c, &c->queries, at);
    }
}

void changes_check(Check *c)
{
    c->block = (Block){.text = BOTH("suppose", "假设")};
    for (size_t i = 0; i < c->supposes.count; i++) {
        parts_check(c, c->supposes.at[i]);
    }
    c->block = (Block){0};
}

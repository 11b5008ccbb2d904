/* The golden form of a tree: one node a line, indented; the same for both keyword languages. */
#include "grammar/ast.h"
#include "grammar/words.h"

static const char *const ops[AST_OPS] = {
    [OP_NONE] = "",
    [OP_ADD] = "add",
    [OP_SUB] = "subtract",
    [OP_MUL] = "multiply",
    [OP_DIV] = "divide",
    [OP_NEG] = "negate",
    [OP_AND] = "and",
    [OP_OR] = "or",
    [OP_NOT] = "not",
    [OP_IS] = "is",
    [OP_IS_NOT] = "is not",
    [OP_AT_LEAST] = "at least",
    [OP_AT_MOST] = "at most",
    [OP_ABOVE] = "above",
    [OP_BELOW] = "below",
    [OP_TOTAL] = "total",
    [OP_COUNT] = "count",
    [OP_AVERAGE] = "average",
    [OP_MEDIAN] = "median",
    [OP_LOWEST] = "lowest",
    [OP_HIGHEST] = "highest",
    [OP_SHARE] = "share",
    [OP_COUNTBACK] = "countback",
    [OP_HEAD_TO_HEAD] = "head to head",
    [OP_HALF_UP] = "half up",
    [OP_HALF_EVEN] = "half even",
    [OP_UP] = "up",
    [OP_DOWN] = "down",
    [OP_TIES_SHARE] = "share",
    [OP_TIES_DENSE] = "dense",
    [OP_TIES_OUT] = "out",
    [OP_TIES_IN] = "in",
    [OP_REACHING] = "reaching",
    [OP_EVERY] = "every",
    [OP_BEYOND] = "beyond",
    [OP_ADJUST] = "adjust",
    [OP_STAND] = "stand",
    [OP_BEST] = "best",
    [OP_WORST] = "worst",
};

/* Texts in quotes, since they may hold anything; names as they are. */
static void print_name(const Node *node, Output *out)
{
    if (node->kind == NODE_TEXT || node->kind == NODE_TITLE) {
        output_char(out, ' ');
        output_json(out, node->name);
    } else if (node->name.size) {
        output_char(out, ' ');
        output_text(out, node->name);
    }
    if (node->alias.size) {
        output_char(out, '/');
        output_text(out, node->alias);
    }
}

static void print_unit(const Node *node, Output *out)
{
    if (node->kind != NODE_QUANTITY)
        return;
    output_char(out, ' ');
    output_text(out, unit_spelling(node->unit, LANG_EN, node->per != UNIT_WORD_NONE));
    if (node->per != UNIT_WORD_NONE) {
        output_char(out, '/');
        output_text(out, unit_spelling(node->per, LANG_EN, true));
    }
}

static void print_node(const Node *node, Output *out, size_t level)
{
    output_pad(out, 2 * level);
    output_string(out, node_label(node->kind));
    if (node->op != OP_NONE) {
        output_string(out, " (");
        output_string(out, ops[node->op]);
        output_char(out, ')');
    }
    print_name(node, out);
    print_unit(node, out);
    output_char(out, '\n');
    for (const Node *child = node->first; child; child = child->next)
        print_node(child, out, level + 1);
}

void ast_print(const Node *file, Output *out)
{
    print_node(file, out, 0);
}

/* Expressions, windows and periods, with the fewest brackets that keep the tree. */
#include "grammar/format.h"
#include "grammar/parser.h"

typedef struct OpRow {
    AstOp op;
    int token;        /* a keyword, or 0 */
    const char *sign; /* else a sign */
    Precedence precedence, left, right;
} OpRow;

static const OpRow op_rows[] = {
    {OP_OR, TOKEN_OR, NULL, PRECEDENCE_OR, PRECEDENCE_OR, PRECEDENCE_AND},
    {OP_AND, TOKEN_AND, NULL, PRECEDENCE_AND, PRECEDENCE_AND, PRECEDENCE_NOT},
    {OP_IS, TOKEN_IS, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_IS_NOT, TOKEN_IS_NOT, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_AT_LEAST, TOKEN_AT_LEAST, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_AT_MOST, TOKEN_AT_MOST, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_ABOVE, TOKEN_ABOVE, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_BELOW, TOKEN_BELOW, NULL, PRECEDENCE_COMPARE, PRECEDENCE_SUM, PRECEDENCE_SUM},
    {OP_ADD, 0, "+", PRECEDENCE_SUM, PRECEDENCE_SUM, PRECEDENCE_PRODUCT},
    {OP_SUB, 0, "-", PRECEDENCE_SUM, PRECEDENCE_SUM, PRECEDENCE_PRODUCT},
    {OP_MUL, 0, "*", PRECEDENCE_PRODUCT, PRECEDENCE_PRODUCT, PRECEDENCE_UNARY},
    {OP_DIV, 0, "/", PRECEDENCE_PRODUCT, PRECEDENCE_PRODUCT, PRECEDENCE_UNARY},
};

static const OpRow *op_row(uint8_t op)
{
    size_t i = 0;
    while (i + 1 < sizeof op_rows / sizeof *op_rows && op_rows[i].op != op)
        i++;
    return &op_rows[i];
}

static Precedence precedence_of(const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BINARY:
    case NODE_COMPARE:
        return op_row(node->op)->precedence;
    case NODE_BETWEEN:
    case NODE_IS_ONE_OF:
    case NODE_IS_KNOWN:
        return PRECEDENCE_COMPARE;
    case NODE_UNARY:
        return node->op == OP_NOT ? PRECEDENCE_NOT : PRECEDENCE_UNARY;
    case NODE_IF:
        return PRECEDENCE_ARITH;
    default:
        return PRECEDENCE_PRIMARY;
    }
}

/* `yes or no` is a keyword of its own. */
static bool begins_with_no(const Node *node)
{
    while (precedence_of(node) < PRECEDENCE_UNARY && node->kind != NODE_UNARY &&
           node->kind != NODE_IF)
        node = node->first;
    return node->kind == NODE_NO;
}

static void put_binary(Format *f, const Node *node)
{
    const OpRow *row = op_row(node->op);
    const Node *right = node->first->next;
    put_expr(f, node->first, row->left);
    if (row->token)
        put_word(f, row->token);
    else
        put_sign(f, row->sign);
    put_expr(f, right,
             node->op == OP_OR && begins_with_no(right) ? PRECEDENCE_BRACKETS : row->right);
}

static void put_unary(Format *f, const Node *node)
{
    if (node->op == OP_NOT) {
        put_word(f, TOKEN_NOT);
        put_expr(f, node->first, PRECEDENCE_NOT);
        return;
    }
    put_after(f, "-");
    put_expr(f, node->first, PRECEDENCE_UNARY);
}

void put_and(Format *f)
{
    put_spelling(f, TOKEN_AND, f->language == LANG_ZH);
}

static void put_between(Format *f, const Node *node)
{
    const Node *low = node->first->next;
    put_expr(f, node->first, PRECEDENCE_SUM);
    put_word(f, TOKEN_BETWEEN);
    put_expr(f, low, PRECEDENCE_SUM);
    put_and(f);
    put_expr(f, low->next, PRECEDENCE_SUM);
}

static void put_one_of(Format *f, const Node *node)
{
    put_expr(f, node->first, PRECEDENCE_SUM);
    put_word(f, TOKEN_IS_ONE_OF);
    for (const Node *value = node->first->next; value; value = value->next) {
        put_literal(f, value);
        if (value->next)
            put_before(f, ",");
    }
}

static void put_if(Format *f, const Node *node)
{
    const Node *then = node->first->next;
    put_word(f, TOKEN_IF);
    put_expr(f, node->first, PRECEDENCE_OR);
    put_word(f, TOKEN_THEN);
    put_expr(f, then, PRECEDENCE_ARITH);
    put_word(f, TOKEN_ELSE);
    put_expr(f, then->next, PRECEDENCE_ARITH);
}

static void put_key(Format *f, const Node *key)
{
    put_glued(f, "[");
    put_expr(f, key, PRECEDENCE_ARITH);
    put_before(f, "]");
}

static void put_pick(Format *f, const Node *pick)
{
    put_word(f, pick->op == OP_BEST ? TOKEN_BEST : TOKEN_WORST);
    put_amount(f, pick->first);
}

static void put_all_but(Format *f, const Node *all_but)
{
    put_word(f, TOKEN_ALL_BUT);
    for (const Node *pick = all_but->first; pick; pick = pick->next) {
        if (pick != all_but->first)
            put_word(f, TOKEN_AND);
        put_pick(f, pick);
    }
}

static void put_named(Format *f, const Node *parent, NodeKind kind, int token)
{
    const Node *item = node_find(parent, kind);
    for (; item; item = node_next(item, kind)) {
        put_word(f, token);
        put_name(f, item->name);
    }
}

static void put_aggregate(Format *f, const Node *node)
{
    static const int tokens[] = {TOKEN_TOTAL,    TOKEN_COUNT,     TOKEN_AVERAGE,
                                 TOKEN_MEDIAN,   TOKEN_LOWEST,    TOKEN_HIGHEST,
                                 TOKEN_SHARE_OF, TOKEN_COUNTBACK, TOKEN_HEAD_TO_HEAD};
    const Node *operand = node->first;
    put_word(f, tokens[node->op - OP_TOTAL]);
    if (operand->kind == NODE_ALL_SECTIONS)
        put_word(f, TOKEN_ALL_SECTIONS);
    else if (operand->kind == NODE_PATH && !operand->next)
        put_path(f, operand);
    else {
        const Node *pick = node_find(node, NODE_PICK), *all_but = node_find(node, NODE_ALL_BUT);
        put_after(f, "(");
        if (pick)
            put_pick(f, pick);
        if (all_but)
            put_all_but(f, all_but);
        const Node *values = node_find(node, NODE_VALUES);
        put_expr(f, operand, values ? PRECEDENCE_ARITH : PRECEDENCE_OR);
        for (const Node *at = values ? values->first : NULL; at; at = at->next) {
            put_before(f, ",");
            put_expr(f, at, PRECEDENCE_ARITH);
        }
        const Node *where = node_find(node, NODE_WHERE);
        for (; where; where = node_next(where, NODE_WHERE))
            put_where(f, where);
        put_named(f, node, NODE_BY, TOKEN_BY);
        put_named(f, node, NODE_ACROSS, TOKEN_ACROSS);
        put_named(f, node, NODE_UNDER, TOKEN_UNDER);
        for (const Node *in = node_find(node, NODE_IN); in; in = node_next(in, NODE_IN))
            put_in(f, in);
        put_before(f, ")");
    }
}

static void put_bare(Format *f, const Node *node)
{
    switch ((int)node->kind) {
    case NODE_BINARY:
    case NODE_COMPARE:
        put_binary(f, node);
        break;
    case NODE_BETWEEN:
        put_between(f, node);
        break;
    case NODE_IS_ONE_OF:
        put_one_of(f, node);
        break;
    case NODE_IS_KNOWN:
        put_expr(f, node->first, PRECEDENCE_SUM);
        put_word(f, TOKEN_IS_ASSESSED);
        break;
    case NODE_UNARY:
        put_unary(f, node);
        break;
    case NODE_IF:
        put_if(f, node);
        break;
    case NODE_LOOKUP:
        put_name(f, node->name);
        put_key(f, node->first);
        break;
    case NODE_AGGREGATE:
        put_aggregate(f, node);
        break;
    default:
        put_literal(f, node);
        break;
    }
}

void put_expr(Format *f, const Node *node, Precedence least)
{
    bool brackets = precedence_of(node) < least;
    if (brackets)
        put_after(f, "(");
    put_bare(f, node);
    if (brackets)
        put_before(f, ")");
}

void put_amount(Format *f, const Node *amount)
{
    if (amount->kind != NODE_AMOUNT_OF) {
        put_literal(f, amount);
        return;
    }
    put_name(f, amount->name);
    if (amount->first)
        put_key(f, amount->first);
}

void put_where(Format *f, const Node *where)
{
    if (!where)
        return;
    put_word(f, TOKEN_WHERE);
    put_expr(f, where->first, PRECEDENCE_OR);
}

void put_period(Format *f, const Node *period)
{
    if (period->kind == NODE_PERIOD_RANGE) {
        put_period(f, period->first);
        put_glued(f, "..");
        put_period(f, period->first->next);
    } else if (period->kind == NODE_PERIOD_NAMED) {
        put_name(f, period->name);
        put_literal(f, period->first);
    } else
        put_literal(f, period);
}

void put_in(Format *f, const Node *in)
{
    if (!in)
        return;
    const Node *window = in->first;
    put_word(f, TOKEN_IN);
    if (window->kind == NODE_WINDOW_LAST) {
        put_word(f, TOKEN_LAST);
        put_literal(f, window->first);
        return;
    }
    if (window->kind == NODE_WINDOW_PREVIOUS)
        put_word(f, TOKEN_PREVIOUS);
    if (window->kind == NODE_WINDOW_PREVIOUS || window->kind == NODE_WINDOW_NAME)
        put_calendar(f, window->name);
    else
        put_period(f, window);
}

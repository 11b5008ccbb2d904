/* Items that several blocks share: sources, limits, fields, rows, levels. */
#include "grammar/format.h"
#include "grammar/order.h"
#include "grammar/parser.h"

static void put_named(Format *f, int token, const Node *node)
{
    put_word(f, token);
    put_name(f, node->name);
}

static void put_amount_of(Format *f, int token, const Node *node)
{
    put_word(f, token);
    put_expr(f, node->first, PRECEDENCE_ARITH);
}

static void put_condition(Format *f, int token, const Node *node)
{
    put_word(f, token);
    put_expr(f, node->first, PRECEDENCE_OR);
}

static void put_values(Format *f, int token, const Node *node)
{
    put_word(f, token);
    for (const Node *value = node->first; value; value = value->next)
        put_literal(f, value);
}

static void put_type(Format *f, const Node *type)
{
    const Node *low = type->first;
    if (type->kind == NODE_TYPE_YES_NO)
        put_word(f, TOKEN_YES_OR_NO);
    else if (type->kind == NODE_TYPE_NAME) {
        put_name(f, type->name);
        if (low) {
            put_word(f, TOKEN_BETWEEN);
            put_literal(f, low);
            put_and(f);
            put_literal(f, low->next);
        }
    } else {
        put_word(f, TOKEN_ONE_OF);
        for (const Node *value = low; value; value = value->next) {
            put_dn(f, value);
            if (value->next)
                put_before(f, ",");
        }
    }
}

static void put_field(Format *f, const Node *field)
{
    const Node *value = node_find(field, NODE_DEFAULT);
    put_dn(f, field);
    put_before(f, ":");
    put_type(f, field->first);
    if (value)
        put_values(f, TOKEN_DEFAULT, value);
    if (node_find(field, NODE_OPTIONAL))
        put_word(f, TOKEN_OPTIONAL);
}

static void put_roster_span(Format *f, const Node *node)
{
    put_word(f, TOKEN_ON_ROSTER);
    put_named(f, TOKEN_FROM, node->first);
    put_named(f, TOKEN_UNTIL, node->first->next);
}

static void put_row(Format *f, const Node *row)
{
    const Node *key = row->first;
    if (key->kind == NODE_OTHERWISE)
        put_word(f, TOKEN_OTHERWISE);
    else if (key->kind == NODE_RANGE) {
        put_literal(f, key->first);
        if (!key->first->next)
            put_before(f, "..");
        else {
            put_glued(f, key->op == OP_BELOW ? "..<" : "..");
            put_literal(f, key->first->next);
        }
    } else
        put_literal(f, key);
    put_sign(f, "→");
    put_expr(f, row->last, PRECEDENCE_ARITH);
    if (row->next && row->next->kind == NODE_ROW)
        put_before(f, ",");
}

static void put_rounded(Format *f, const Node *node)
{
    static const int tokens[] = {TOKEN_HALF_UP, TOKEN_HALF_EVEN, TOKEN_UP, TOKEN_DOWN};
    const Node *keeping = node_find(node, NODE_KEEPING);
    put_word(f, TOKEN_ROUNDED);
    put_word(f, tokens[node->op - OP_HALF_UP]);
    if (node->first) {
        put_word(f, TOKEN_TO);
        put_literal(f, node->first);
    }
    if (keeping) {
        put_word(f, TOKEN_KEEPING_TOTAL);
        if (keeping->name.size > 0)
            put_named(f, TOKEN_ACROSS, keeping);
    }
}

static void put_ties(Format *f, const Node *node)
{
    static const int tokens[] = {TOKEN_SHARE, TOKEN_DENSE, TOKEN_OUT, TOKEN_IN};
    enum { ALL_IN = 2 }; /* 皆入, the spelling of `in` that is for ties; others have fewer */
    put_word(f, TOKEN_TIES);
    put_spelling(f, tokens[node->op - OP_TIES_SHARE], ALL_IN);
}

static void put_select(Format *f, const Node *node)
{
    const Node *field = node_find(node, NODE_OF);
    put_spelling(f, node->op == OP_BEST ? TOKEN_BEST : TOKEN_WORST, node->op == OP_WORST);
    put_amount(f, node->first);
    if (field)
        put_name(f, field->name);
    put_word(f, TOKEN_OF);
    put_list(f, node_find(node, NODE_NAME), NODE_NAME);
}

static void put_level(Format *f, const Node *level)
{
    put_dn(f, level);
    put_before(f, ":");
    for (const Node *part = order_first(level); part; part = order_next(level, part))
        if (part->kind == NODE_OTHERWISE)
            put_word(f, TOKEN_OTHERWISE);
        else if (!put_item(f, part))
            put_expr(f, part, PRECEDENCE_OR);
}

static void put_season(Format *f, const Node *season)
{
    const Node *from = season->first->next;
    put_literal(f, season->first);
    put_word(f, TOKEN_FROM);
    put_literal(f, from);
    put_word(f, TOKEN_UNTIL);
    put_literal(f, from->next);
}

/* Items that one keyword leads, and what follows it. */
typedef enum Tail {
    TAIL_NONE,
    TAIL_NAME,
    TAIL_CALENDAR,
    TAIL_AMOUNT,
    TAIL_CONDITION,
    TAIL_VALUES
} Tail;
typedef struct ItemRow {
    NodeKind kind;
    int token;
    Tail tail;
} ItemRow;

static const ItemRow item_rows[] = {
    {NODE_CITE, TOKEN_CITE, TAIL_VALUES},       {NODE_QUOTE, TOKEN_QUOTE, TAIL_VALUES},
    {NODE_ASSUMED, TOKEN_ASSUMED, TAIL_VALUES}, {NODE_FROM, TOKEN_FROM, TAIL_VALUES},
    {NODE_UNTIL, TOKEN_UNTIL, TAIL_VALUES},     {NODE_RECORDED, TOKEN_RECORDED, TAIL_VALUES},
    {NODE_SOURCE, TOKEN_SOURCE, TAIL_VALUES},   {NODE_TOP, TOKEN_TOP, TAIL_VALUES},
    {NODE_MINIMUM, TOKEN_MINIMUM, TAIL_VALUES}, {NODE_OF, TOKEN_OF, TAIL_NAME},
    {NODE_EACH, TOKEN_EACH, TAIL_CALENDAR},     {NODE_BY, TOKEN_BY, TAIL_NAME},
    {NODE_BASE, TOKEN_BASE, TAIL_AMOUNT},       {NODE_FLOOR, TOKEN_FLOOR, TAIL_AMOUNT},
    {NODE_CAP, TOKEN_CAP, TAIL_AMOUNT},         {NODE_OUT_OF, TOKEN_OUT_OF, TAIL_AMOUNT},
    {NODE_RANK_BY, TOKEN_BY, TAIL_AMOUNT},      {NODE_THEN_BY, TOKEN_THEN_BY, TAIL_AMOUNT},
    {NODE_FOR, TOKEN_FOR, TAIL_CONDITION},      {NODE_AMONG, TOKEN_AMONG, TAIL_CONDITION},
    {NODE_PRO_RATA, TOKEN_PRO_RATA, TAIL_NONE}, {NODE_LOWEST_FIRST, TOKEN_LOWEST_FIRST, TAIL_NONE},
};

static bool put_led(Format *f, const Node *item)
{
    for (size_t i = 0; i < sizeof item_rows / sizeof *item_rows; i++) {
        if (item_rows[i].kind != item->kind)
            continue;
        int token = item_rows[i].token;
        switch (item_rows[i].tail) {
        case TAIL_NONE:
            put_word(f, token);
            break;
        case TAIL_NAME:
            put_named(f, token, item);
            break;
        case TAIL_CALENDAR:
            put_word(f, token);
            put_calendar(f, item->name);
            break;
        case TAIL_AMOUNT:
            put_amount_of(f, token, item);
            if (node_find(item, NODE_AGAIN))
                put_word(f, TOKEN_HEAD_AGAIN);
            break;
        case TAIL_CONDITION:
            put_condition(f, token, item);
            break;
        case TAIL_VALUES:
            put_values(f, token, item);
            break;
        }
        return true;
    }
    return false;
}

bool put_item(Format *f, const Node *item)
{
    switch ((int)item->kind) {
    case NODE_FORMULA:
        put_sign(f, "=");
        put_expr(f, item->first, PRECEDENCE_ARITH);
        return true;
    case NODE_FIELD:
        put_field(f, item);
        return true;
    case NODE_ROSTER_SPAN:
        put_roster_span(f, item);
        return true;
    case NODE_ROW:
        put_row(f, item);
        return true;
    case NODE_ROUNDED:
        put_rounded(f, item);
        return true;
    case NODE_TIES:
        put_ties(f, item);
        return true;
    case NODE_WITHIN:
        put_word(f, TOKEN_WITHIN);
        put_list(f, item->first, NODE_NAME);
        return true;
    case NODE_SELECT:
        put_select(f, item);
        return true;
    case NODE_EACH_PATHS:
        put_word(f, TOKEN_EACH);
        put_list(f, item->first, NODE_PATH);
        return true;
    case NODE_LEVEL:
        put_level(f, item);
        return true;
    case NODE_SEASON:
        put_season(f, item);
        return true;
    case NODE_CLOSED:
        put_word(f, TOKEN_CLOSED);
        put_word(f, item->op == OP_ADJUST ? TOKEN_ADJUST : TOKEN_KEPT);
        return true;
    default:
        return put_led(f, item);
    }
}

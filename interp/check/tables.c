/* Lets and tables: checked where they are declared, written out where they are used. */
#include "interp/check/work.h"

/* Every version of a name holds values of one type. */
static void type_join(Check *c, Symbol *symbol, const Expr *value)
{
    if (expr_is_poison(value))
        return;
    bool first = type_is_poison(symbol->type), adapts = expr_adapts(value);
    bool is_number = value->type.kind == TYPE_NUMBER && symbol->type.kind == TYPE_NUMBER;
    if (first || (symbol->is_zero && is_number)) {
        symbol->type = value->type;
        symbol->is_zero = adapts;
    } else if (!type_equal(symbol->type, value->type) && !(adapts && is_number)) {
        SAY(c, E0357, value->span, say_name(c, &symbol->name), say_type(c, symbol->type),
            say_type(c, value->type), NULL);
    }
}

static Env const_env(const char *what, Expr *key)
{
    return (Env){.place = PLACE_CONST,
                 .subject = NONE,
                 .calendar = NONE,
                 .charged = NONE,
                 .key = key,
                 .what = what};
}

void let_check(Check *c, Symbol *symbol)
{
    Env env = const_env(BOTH("a let", "参数"), NULL);
    for (size_t i = 0; i < symbol->version_count; i++) {
        Version *version = &symbol->versions[i];
        version->value = expr_check(c, &env, node_find(version->node, NODE_FORMULA)->first, NULL);
        type_join(c, symbol, version->value);
    }
}

/* --- versions: by the day of the event, or the period's last --- */

static Expr *day_test(Check *c, ExprOp op, Day day, Span span)
{
    Type date = type_of(TYPE_DATE, 0);
    Expr *bound = expr_const(c, date, RATIO(day), span);
    return expr_of(c, op, type_of(TYPE_YES_NO, 0), span, expr_new(c, EXPR_DAY, date, span), bound,
                   NULL);
}

Expr *versions_join(Check *c, const Symbol *symbol, Type type, Expr *const *values, Span span)
{
    Expr *hole = expr_new(c, EXPR_UNKNOWN, type, span);
    Expr *result = hole;
    for (size_t i = symbol->version_count; i > 0; i--) {
        const Meta *meta = &symbol->versions[i - 1].meta;
        Expr *value = values[i - 1];
        bool begins = meta->from != DAY_ALWAYS;
        bool follows = begins && i > 1 && symbol->versions[i - 2].meta.until == meta->from - 1;
        if (begins && !follows)
            value = expr_of(c, EXPR_IF, type, span, day_test(c, EXPR_GE, meta->from, span), value,
                            hole);
        result = meta->until == DAY_NEVER
                     ? value
                     : expr_of(c, EXPR_IF, type, span, day_test(c, EXPR_LE, meta->until, span),
                               value, result);
    }
    return result;
}

/* A copy may take another unit (a bare 0) or another place. */
static Expr *value_copy(Check *c, const Expr *value, Span span)
{
    Expr *copy = arena_copy(c->arena, value, sizeof *value);
    copy->span = span;
    return copy;
}

Expr *let_read(Check *c, Symbol *symbol, Span span)
{
    if (!symbol_ready(c, symbol) || type_is_poison(symbol->type))
        return expr_poison(c, span);
    Expr **values = arena_alloc(c->arena, symbol->version_count * sizeof *values);
    for (size_t i = 0; i < symbol->version_count; i++) {
        if (expr_is_poison(symbol->versions[i].value))
            return expr_poison(c, span);
        values[i] = value_copy(c, symbol->versions[i].value, span);
    }
    return versions_join(c, symbol, symbol->type, values, span);
}

/* --- keys of tables --- */

typedef struct KeyTypes {
    Type type;
    size_t count; /* of unlike types */
} KeyTypes;

static void key_type_add(KeyTypes *types, Type type)
{
    if (types->count > 0 && type_equal(types->type, type))
        return;
    types->type = type;
    types->count++;
}

static void key_types_of_fields(Check *c, Text word, KeyTypes *types)
{
    uint32_t index = 0;
    for (uint32_t i = 0; i < c->ir->event_count; i++) {
        const IrField *field = event_field(c, i, word, &index);
        if (field != NULL)
            key_type_add(types, field->type);
    }
    for (uint32_t i = 0; i < c->ir->subject_count; i++) {
        const IrField *field = subject_field(c, i, word, &index);
        if (field != NULL)
            key_type_add(types, field->type);
    }
}

/* What `by NAME` says of the key: poison where several fields of that name differ. */
static Type key_type(Check *c, const Node *node)
{
    const Node *by = node_find(node, NODE_BY);
    KeyTypes types = {type_of(TYPE_POISON, 0), 0};
    Text word = node_word(by);
    Symbol *item = scope_find(c, SPACE_THINGS, word);
    if (item != NULL && is_item_kind(item->kind)) {
        symbol_ready(c, item);
        key_type_add(&types, c->ir->items[item->index].type);
    }
    key_types_of_fields(c, word, &types);
    if (types.count == 0)
        SAY(c, E0310, name_span(c, by), BOTH("field or score", "字段或得分"), say_text(c, word),
            near_symbol(c, word, ITEM_BITS), NULL);
    return types.count == 1 ? types.type : type_of(TYPE_POISON, 0);
}

/* --- rows --- */

static Expr *range_test(Check *c, const Env *env, const Node *range, Expr *key)
{
    const Node *low = range->first, *high = low->next;
    Expr *least = expr_check(c, env, low, &key->type);
    Expr *above = compare_make(c, EXPR_GE, range->span, key, least);
    if (high == NULL || expr_is_poison(above))
        return above;
    Expr *most = expr_check(c, env, high, &key->type);
    Expr *below =
        compare_make(c, range->op == OP_BELOW ? EXPR_LT : EXPR_LE, range->span, key, most);
    if (expr_is_poison(below))
        return below;
    if (ratio_compare(least->value, most->value) > 0) /* the grammar has constants only */
        SAY(c, E0333, high->span, NULL);
    return expr_of(c, EXPR_AND, type_of(TYPE_YES_NO, 0), range->span, above, below, NULL);
}

/* NULL: `otherwise`. */
static Expr *row_test(Check *c, const Env *env, const Node *row, Expr *key)
{
    const Node *node = row->first;
    if (node->kind == NODE_OTHERWISE) {
        if (node_next(row, NODE_ROW) != NULL)
            SAY(c, E0410, node->span, NULL);
        return NULL;
    }
    Text word = {0};
    if (type_is_poison(key->type) && path_is_word(node, &word))
        return expr_poison(c, node->span);
    if (node->kind == NODE_RANGE)
        return range_test(c, env, node, key);
    return compare_make(c, EXPR_EQ, node->span, key, expr_check(c, env, node, &key->type));
}

/* The same key twice can never mean two things. */
static void row_repeated(Check *c, const Node *table, const Node *row)
{
    enum {
        LOOKED_AT = 200
    }; /* enough for what people write; bounds the work for what they do not */
    size_t looked = 0;
    for (const Node *at = node_find(table, NODE_ROW); at != row && looked < LOOKED_AT;
         at = node_next(at, NODE_ROW), looked++)
        if (node_equal(at->first, row->first)) {
            SAY(c, E0345, row->first->span, NULL);
            diag_label(c->diag, at->first->span, BOTH("the first one", "前一处"));
            return;
        }
}

/* The last row is the innermost: each earlier one asks first. */
static Expr *rows_join(Check *c, Symbol *symbol, const Node *table, Expr *key, Span span)
{
    size_t count = 0, room = 0;
    Expr **tests = NULL, **values = NULL;
    Env env = const_env(BOTH("a table", "对照表"), key);
    values = arena_alloc(c->arena, (node_count(table, NODE_ROW) + 1) * sizeof *values);
    for (const Node *row = node_find(table, NODE_ROW); row != NULL && count < LIST_MOST;
         row = node_next(row, NODE_ROW)) {
        *GROW(c, tests, count, room) = row_test(c, &env, row, key);
        values[count - 1] = expr_check(c, &env, row->first->next, NULL);
        type_join(c, symbol, values[count - 1]);
        symbol->is_wrong |= expr_is_poison(values[count - 1]) && !type_is_poison(key->type);
    }
    bool poisoned = type_is_poison(symbol->type);
    Expr *result = expr_new(c, EXPR_UNKNOWN, symbol->type, span);
    for (size_t i = count; i > 0; i--) {
        Expr *test = tests[i - 1], *value = values[i - 1];
        poisoned = poisoned || expr_is_poison(value) || (test != NULL && expr_is_poison(test));
        if (!poisoned && expr_adapts(value))
            value->type = symbol->type;
        if (!poisoned)
            result =
                test == NULL ? value : expr_of(c, EXPR_IF, symbol->type, span, test, value, result);
    }
    return poisoned ? expr_poison(c, span) : result;
}

Expr *number_by_name(Check *c, const Env *env, const Node *node)
{
    if (node->first != NULL)
        return lookup_check(c, env, node, NULL);
    Symbol *symbol = need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), BIT(SYMBOL_LET));
    return symbol == NULL ? expr_poison(c, node->span) : let_read(c, symbol, node->span);
}

/* What is wrong in a table is said here, once: its uses write it out, which would never end for one
 * in a circle. */
void table_check(Check *c, Symbol *symbol)
{
    size_t errors = diag_errors(c->diag);
    symbol->key = key_type(c, symbol->versions[0].node);
    for (size_t i = 0; i < symbol->version_count; i++) {
        const Node *table = symbol->versions[i].node;
        size_t before = diag_errors(c->diag);
        if (node_count(table, NODE_ROW) > LIST_MOST)
            SAY(c, E0353, table->span, BOTH("rows of a table", "对照表的行"), "2000", NULL);
        for (const Node *row = node_find(table, NODE_ROW); row != NULL;
             row = node_next(row, NODE_ROW))
            row_repeated(c, table, row);
        Expr *key = expr_new(c, EXPR_UNKNOWN, symbol->key, node_find(table, NODE_BY)->span);
        rows_join(c, symbol, table, key, table->span);
        if (diag_errors(c->diag) == before)
            table_gaps(c, symbol, table);
    }
    symbol->is_wrong |= diag_errors(c->diag) != errors;
}

Expr *lookup_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Symbol *symbol =
        need_symbol(c, SPACE_THINGS, node->name, name_span(c, node), BIT(SYMBOL_TABLE));
    (void)opposite;
    bool ready = symbol != NULL && symbol_ready(c, symbol) && !symbol->is_wrong;
    const Type unknown = type_of(TYPE_POISON, 0);
    Expr *key = expr_check(c, env, node->first, ready ? &symbol->key : &unknown);
    if (!ready || expr_is_poison(key))
        return expr_poison(c, node->span);
    if (!type_is_poison(symbol->key) && !type_equal(symbol->key, key->type)) {
        SAY(c, E0346, key->span, say_name(c, &symbol->name), say_type(c, symbol->key),
            say_type(c, key->type), NULL);
        return expr_poison(c, node->span);
    }
    Expr **values = arena_alloc(c->arena, symbol->version_count * sizeof *values);
    for (size_t i = 0; i < symbol->version_count; i++) {
        values[i] = rows_join(c, symbol, symbol->versions[i].node, key, node->span);
        if (expr_is_poison(values[i]))
            return expr_poison(c, node->span);
    }
    return versions_join(c, symbol, symbol->type, values, node->span);
}

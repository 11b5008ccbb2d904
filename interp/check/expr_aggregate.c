/* Aggregates of scores: over sections, over the periods of a score; events go to measures.c. */
#include "interp/check/work.h"

typedef struct Aggregate {
    const Node *node, *operand;
    const Node *pick, *all_but, *where, *by, *across, *under, *in;
    AstOp op;
} Aggregate;

static Aggregate aggregate_read(Check *c, const Node *node)
{
    Aggregate parts = {.node = node, .op = (AstOp)node->op};
    parts.pick = node_once(c, node, NODE_PICK);
    parts.all_but = node_once(c, node, NODE_ALL_BUT);
    parts.where = node_once(c, node, NODE_WHERE);
    parts.by = node_once(c, node, NODE_BY);
    parts.across = node_once(c, node, NODE_ACROSS);
    parts.under = node_once(c, node, NODE_UNDER);
    parts.in = node_once(c, node, NODE_IN);
    for (const Node *at = node->first; at != NULL && parts.operand == NULL; at = at->next)
        if (at != parts.pick && at != parts.all_but && at != parts.where && at != parts.by &&
            at != parts.across && at != parts.under && at != parts.in)
            parts.operand = at;
    return parts;
}

bool aggregate_op(AstOp op, Agg *agg)
{
    static const struct {
        AstOp op;
        Agg agg;
    } rows[] = {
        {OP_TOTAL, AGG_TOTAL},   {OP_COUNT, AGG_COUNT},   {OP_AVERAGE, AGG_AVERAGE},
        {OP_MEDIAN, AGG_MEDIAN}, {OP_LOWEST, AGG_LOWEST}, {OP_HIGHEST, AGG_HIGHEST},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].op == op) {
            *agg = rows[i].agg;
            return true;
        }
    return false;
}

Type aggregate_type(AstOp op, Type operand)
{
    if (op == OP_COUNT)
        return type_times();
    return op == OP_SHARE || op == OP_COUNTBACK ? type_plain() : operand;
}

/* --- all sections --- */

static bool is_counted_section(const Check *c, const Env *env, const Symbol *symbol)
{
    if (symbol->kind != SYMBOL_SECTION)
        return false;
    const IrItem *item = &c->ir->items[symbol->index];
    return (env->subject == NONE || item->subject == env->subject) &&
           (env->calendar == NONE || item->calendar == env->calendar);
}

static bool sections_type(Check *c, const Env *env, const Node *node, Type *type)
{
    const Symbol *first = NULL;
    for (size_t i = 0; i < c->items.count; i++) {
        Symbol *symbol = c->items.at[i];
        if (symbol->kind == SYMBOL_SECTION)
            symbol_ready(c, symbol);
        if (!is_counted_section(c, env, symbol))
            continue;
        Type own = c->ir->items[symbol->index].type;
        if (first == NULL || type_is_poison(*type))
            *type = own;
        if (first != NULL && !type_is_poison(own) && !type_equal(own, *type)) {
            SAY(c, E0349, node->span, say_name(c, &first->name), say_type(c, *type),
                say_name(c, &symbol->name), say_type(c, own), NULL);
            return false;
        }
        first = first == NULL ? symbol : first;
    }
    if (first == NULL)
        SAY(c, E0348, node->span, NULL);
    return first != NULL;
}

static Expr *sections_read(Check *c, const Env *env, const Aggregate *parts)
{
    Type type = type_of(TYPE_POISON, 0);
    Agg agg = AGG_TOTAL;
    if (!sections_type(c, env, parts->operand, &type))
        return expr_poison(c, parts->node->span);
    Expr *expr = expr_new(c, EXPR_SECTIONS, aggregate_type(parts->op, type), parts->node->span);
    if (parts->op == OP_SHARE || parts->op == OP_COUNTBACK)
        refuse(c, parts->op == OP_SHARE ? CONSTRUCT_SHARE : CONSTRUCT_COUNTBACK, parts->node->span);
    else
        aggregate_op(parts->op, &agg);
    expr->agg = agg;
    return expr;
}

/* --- windows over the periods of an item --- */

static bool window_bad(Check *c, Span span, const IrItem *item)
{
    SAY(c, E0342, span, say_name(c, &item->name),
        say_name(c, &c->ir->calendars[item->calendar].name), NULL);
    return false;
}

/* An item's periods must fit whole into the period or window that gathers them. */
static bool window_fits(Check *c, const Env *env, const IrItem *item, const Window *window,
                        Span span)
{
    if (item->calendar == NONE)
        return true;
    if (window->kind == WINDOW_NONE) {
        if (env->calendar == NONE || calendar_compare(c, item->calendar, env->calendar) != 1)
            return true;
        SAY(c, E0325, span, say_name(c, &item->name),
            say_name(c, &c->ir->calendars[item->calendar].name),
            say_name(c, &c->ir->calendars[env->calendar].name), NULL);
        return false;
    }
    if (window->calendar == NONE)
        return window_bad(c, span, item);
    if (calendar_compare(c, item->calendar, window->calendar) == 1)
        return window_bad(c, span, item);
    bool inside = window->kind == WINDOW_CALENDAR && env->calendar != NONE &&
                  calendar_compare(c, window->calendar, env->calendar) == -1;
    return !inside || window_bad(c, span, item);
}

static void pick_count(Check *c, const Node *pick, int32_t *count)
{
    bool has_unit = false;
    Dimension dim = {0};
    *count = 1;
    if (pick->first != NULL && count_read(c, pick->first, count, &has_unit, &dim) &&
        !dim_is_count(dim))
        SAY(c, E0335, pick->first->span, NULL);
}

static void picks_read(Check *c, const Aggregate *parts, Expr *expr)
{
    if (parts->pick != NULL)
        pick_count(c, parts->pick, parts->pick->op == OP_BEST ? &expr->best : &expr->worst);
    if (parts->all_but == NULL)
        return;
    for (const Node *at = node_find(parts->all_but, NODE_PICK); at != NULL;
         at = node_next(at, NODE_PICK))
        pick_count(c, at, at->op == OP_BEST ? &expr->but_best : &expr->but_worst);
}

/* --- over the periods of an item --- */

static void roster_word(Check *c, const Env *env, const Node *node)
{
    uint32_t index = 0;
    Text word = node_word(node);
    if (env->subject == NONE || subject_field(c, env->subject, word, &index) != NULL)
        return;
    const IrSubject *subject = &c->ir->subjects[env->subject];
    SAY(c, E0315, node->span, say_text(c, word), say_name(c, &subject->name),
        near_field(c, subject->fields, subject->field_count, word), NULL);
}

/* The qualifiers that do not evaluate: their names and types are checked all the same. */
static bool qualifiers_refused(Check *c, const Env *env, const Aggregate *parts)
{
    bool refused = false;
    if (parts->where != NULL && parts->where->first != NULL) {
        expr_condition(c, env, parts->where->first);
        refused = refuse(c, CONSTRUCT_WHERE_SCORES, parts->where->span);
    }
    if (parts->across != NULL) {
        roster_word(c, env, parts->across);
        refused = refuse(c, CONSTRUCT_ACROSS, parts->across->span) || refused;
    }
    if (parts->under != NULL) {
        refused = refuse(c, CONSTRUCT_UNDER, parts->under->span) || refused;
    }
    if (parts->by != NULL)
        SAY(c, E0515, parts->by->span, NULL);
    return refused;
}

static Expr *not_aggregated(Check *c, const Aggregate *parts, const Expr *operand)
{
    SAY(c, E0350, operand->span, say_type(c, operand->type), NULL);
    return expr_poison(c, parts->node->span);
}

/* What does not evaluate keeps its type and what it reads. */
static Expr *unknown_of(Check *c, const Aggregate *parts, Expr *operand)
{
    Type type = aggregate_type(parts->op, operand->type);
    if (expr_is_poison(operand) && parts->op != OP_COUNT)
        type = type_of(TYPE_POISON, 0);
    return expr_of(c, EXPR_UNKNOWN, type, parts->node->span, operand, NULL, NULL);
}

static Expr *formula_aggregate(Check *c, const Env *env, const Aggregate *parts)
{
    Env loose = *env;
    loose.calendar = NONE;
    Expr *operand = expr_check(c, &loose, parts->operand, NULL);
    if (!expr_is_poison(operand) && operand->type.kind != TYPE_NUMBER && parts->op != OP_COUNT)
        return not_aggregated(c, parts, operand);
    qualifiers_refused(c, env, parts);
    refuse(c, CONSTRUCT_AGGREGATE_OF_FORMULA, parts->operand->span);
    return unknown_of(c, parts, operand);
}

static Expr *item_aggregate(Check *c, const Env *env, const Aggregate *parts, Symbol *symbol)
{
    Env loose = *env;
    Window window = {0};
    loose.calendar = NONE;
    Expr *operand = item_read(c, &loose, symbol, parts->operand->span);
    const IrItem *item = &c->ir->items[symbol->index];
    bool counted = parts->op == OP_COUNT || parts->op == OP_COUNTBACK;
    if (operand->op == EXPR_POISON)
        return operand;
    if (!expr_is_poison(operand) && operand->type.kind != TYPE_NUMBER && !counted)
        return not_aggregated(c, parts, operand);
    Expr *expr = expr_new(c, EXPR_ITEM_AGG, unknown_of(c, parts, operand)->type, parts->node->span);
    expr->index = symbol->index;
    picks_read(c, parts, expr);
    if (parts->in != NULL && !window_read(c, parts->in, &window))
        return expr_poison(c, parts->in->span);
    if (window.kind != WINDOW_NONE &&
        !calendar_fits(c, window.calendar, item->subject, parts->in->span))
        return expr_poison(c, parts->in->span);
    bool is_group = parts->op == OP_SHARE || parts->op == OP_COUNTBACK;
    if (!is_group && !window_fits(c, env, item, &window, parts->operand->span))
        return expr_poison(c, parts->node->span);
    expr->window = window;
    qualifiers_refused(c, env, parts);
    if (is_group)
        refuse(c, parts->op == OP_SHARE ? CONSTRUCT_SHARE : CONSTRUCT_COUNTBACK, parts->node->span);
    bool evaluates = aggregate_op(parts->op, &expr->agg) && parts->where == NULL &&
                     parts->by == NULL && parts->across == NULL && parts->under == NULL;
    return evaluates ? expr : unknown_of(c, parts, operand);
}

/* --- over events --- */

/* Event kinds that an expression names; a name that is also a score is an error. */
static void kinds_named(Check *c, const Node *node, Ids *kinds)
{
    if (node->kind == NODE_AGGREGATE)
        return;
    if (node->kind != NODE_PATH && node->kind != NODE_NAME) {
        for (const Node *at = node->first; at != NULL; at = at->next)
            kinds_named(c, at, kinds);
        return;
    }
    Text word = node->kind == NODE_PATH && node->first != NULL ? node->first->name : node->name;
    const Symbol *event = scope_find(c, SPACE_EVENTS, word);
    const Symbol *thing = scope_find(c, SPACE_THINGS, word);
    if (event == NULL)
        return;
    if (thing != NULL && (is_item_kind(thing->kind) || thing->kind == SYMBOL_LET))
        SAY(c, E0313, node->span, say_text(c, word), say_a_kind(c, SYMBOL_EVENT),
            say_a_kind(c, thing->kind), BOTH("rename one of them", "请将其中一个改名"), NULL);
    else
        ids_add(c, kinds, event->index);
}

static Expr *event_aggregate(Check *c, const Env *env, const Aggregate *parts, const Ids *kinds)
{
    Window window = {0};
    if (parts->in != NULL && !window_read(c, parts->in, &window))
        return expr_poison(c, parts->in->span);
    if (window.kind != WINDOW_NONE &&
        !calendar_fits(c, window.calendar, env->subject, parts->in->span))
        return expr_poison(c, parts->node->span);
    Expr pick = {0};
    picks_read(c, parts, &pick);
    return measure_read(c, env, parts->node, kinds, &window, &pick);
}

static void window_missing(Check *c, const Aggregate *parts)
{
    Text source = diag_source_text(c->diag, parts->operand->span.source);
    const char *name =
        say_text(c, text_slice(source, parts->operand->span.start, parts->operand->span.end));
    const char *help =
        parts->operand->kind == NODE_ALL_SECTIONS
            ? BOTH("declare a score of them, and read that", "请声明由其构成的得分，再读取该得分")
            : say_both(c,
                       BOTH("write the window, for example: (%1 in previous month)",
                            "请写明期间，例如：（%1 在 上 月）"),
                       name, "");
    SAY(c, E0521, parts->operand->span, name, help, NULL);
}

/* An event has a day, and no period that its aggregates could be over. */
static bool is_over_nothing(Check *c, const Env *env, const Aggregate *parts)
{
    if (env->in_measure)
        SAY(c, E0523, parts->node->span, NULL);
    else if (parts->in == NULL)
        window_missing(c, parts);
    else if (env->charged == NONE && env->subject == NONE)
        SAY(c, E0375, parts->node->span, NULL);
    else
        return false;
    return true;
}

static Expr *aggregate_of_parts(Check *c, const Env *cell, const Aggregate *parts)
{
    Ids kinds = {0};
    Text word = {0};
    if (parts->operand->kind == NODE_ALL_SECTIONS)
        return sections_read(c, cell, parts);
    kinds_named(c, parts->operand, &kinds);
    if (kinds.count > 0)
        return event_aggregate(c, cell, parts, &kinds);
    Symbol *symbol = path_is_word(parts->operand, &word) ? scope_find(c, SPACE_THINGS, word) : NULL;
    if (symbol != NULL && is_item_kind(symbol->kind))
        return item_aggregate(c, cell, parts, symbol);
    return formula_aggregate(c, cell, parts);
}

Expr *aggregate_check(Check *c, const Env *env, const Node *node, const Type *opposite)
{
    Aggregate parts = aggregate_read(c, node);
    (void)opposite;
    if (parts.operand == NULL)
        return expr_poison(c, node->span);
    if (env->place == PLACE_CONST) {
        SAY(c, E0355, node->span, BOTH("an aggregate", "汇总"), NULL);
        return expr_poison(c, node->span);
    }
    if (env->place == PLACE_CELL) {
        Env cell = cell_env(c, env->subject, env->calendar);
        return aggregate_of_parts(c, &cell, &parts);
    }
    if (is_over_nothing(c, env, &parts))
        return expr_poison(c, node->span);
    Env cell = cell_env(c, env->charged != NONE ? env->charged : env->subject, NONE);
    Expr *expr = aggregate_of_parts(c, &cell, &parts);
    expr->of_charged = env->charged != NONE;
    return expr;
}
